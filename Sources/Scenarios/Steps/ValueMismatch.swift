package import Documents

/// A place at which a value is not as expected.
package struct ValueMismatch: Hashable, Sendable {
    /// The place in the actual value, also if there is no value.
    package let pointer: JSONPointer
    /// The place in the pattern.
    package let patternPointer: JSONPointer
    /// The expected value or pattern.
    package let expected: JSONValue
    /// The actual value; nil if there is none.
    package let actual: JSONValue?
    /// What is wrong, such as "must be `active`" or "is missing".
    package let message: String
}
