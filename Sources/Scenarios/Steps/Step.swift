package import Documents

/// One step of a contract test.
package struct Step: Sendable {
    /// The member `name`; without it, what the step does, such as `request createCustomer`.
    package let name: String
    /// The place in the document, such as `/steps/2`.
    package let place: JSONPointer
    /// The line and column in the file.
    package let location: SourceLocation
    /// What the step does.
    package let action: StepAction
    /// Whether the step runs also after an earlier one has failed.
    package internal(set) var isAlwaysRun = false
}
