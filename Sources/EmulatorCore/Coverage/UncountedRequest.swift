/// A request to an operation that counts in no coverage, because the operation has not answered it.
package struct UncountedRequest: Hashable, Sendable {
    /// Why the operation has not answered.
    package enum Reason: String, CaseIterable, Sendable {
        /// The connection ended without a response.
        case noResponse = "no_response"
        /// The response is an error of the emulator itself, which has the header `X-Mock-Error`.
        case emulatorError = "emulator_error"
    }

    /// The operationId.
    package let operation: String
    /// Why it has not answered.
    package let reason: Reason

    /// A request to an operation that has not answered for that reason.
    package init(operation: String, reason: Reason) {
        self.operation = operation
        self.reason = reason
    }
}
