package import Documents

/// One way in which a step was not as expected.
package struct StepFailure: Sendable {
    /// The line and column of the expectation in the file; those of the step if it has no such member.
    package let location: SourceLocation
    /// What is wrong, as one sentence without a final period.
    package let message: String
    /// The place in the response, such as `/body/data/status`; nil if the failure has none.
    package let pointer: JSONPointer?
    /// The expected value or pattern.
    package let expected: JSONValue?
    /// The actual value; nil if there is none at that place.
    package let actual: JSONValue?

    package init(
        _ message: String,
        at location: SourceLocation,
        pointer: JSONPointer? = nil,
        expected: JSONValue? = nil,
        actual: JSONValue? = nil
    ) {
        self.message = message
        self.location = location
        self.pointer = pointer
        self.expected = expected
        self.actual = actual
    }
}
