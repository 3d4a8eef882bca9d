/// The error that stops a test, for example when a response breaks the contract.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String

    /// A failure with a sentence that describes it.
    package init(_ description: String) {
        self.description = description
    }
}
