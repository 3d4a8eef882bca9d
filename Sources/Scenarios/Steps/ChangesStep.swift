package import Documents

/// The changes of the world that a step expects.
package struct ChangesStep: Sendable {
    /// The snapshot since which changes count; nil for all since the last reset.
    package let since: String?
    /// Patterns, each of which one of the changes must match.
    package let expected: [JSONValue]
}
