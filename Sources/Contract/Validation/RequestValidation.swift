package import Documents

/// The result of validating a request.
package struct RequestValidation: Sendable {
    /// The values of the declared query parameters that were sent, converted to the types of their schemas.
    package var parameters: [String: JSONValue] = [:]
    /// All violations: parameters first, then the body's fields in declared order.
    package var violations: [ContractViolation] = []

    /// Whether there are no violations.
    package var isValid: Bool { violations.isEmpty }
}
