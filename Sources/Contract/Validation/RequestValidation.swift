package import Documents

/// What the contract says about a request.
package struct RequestValidation: Sendable {
    /// The query parameters that were sent and are declared: whole numbers for integer schemas, else texts and lists.
    package var parameters: [String: JSONValue] = [:]
    /// Every breach, query parameters first, then the body's fields in declared order.
    package var violations: [ContractViolation] = []

    /// Whether the request keeps the contract.
    package var isValid: Bool { violations.isEmpty }
}
