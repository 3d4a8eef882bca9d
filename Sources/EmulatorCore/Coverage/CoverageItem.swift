/// A part of a contract that a run can exercise.
package enum CoverageItem: Hashable, Sendable {
    /// The kinds of parts; each has a total.
    package enum Kind: String, CaseIterable, Sendable {
        case operation, status, code
        case operationCode = "operation_code"
        case injectedCode = "injected_code"
        case event
    }

    /// An operation, by its operationId.
    case operation(String)
    /// A status of an operation as the contract lists it, such as `200` or `4XX`.
    case status(String, of: String)
    /// An error code, whatever the request.
    case code(String)
    /// An error code of an operation.
    case operationCode(String, of: String)
    /// An error code that only a fault rule gives.
    case injectedCode(String)
    /// A type of events.
    case event(String)

    /// The kind of the part.
    package var kind: Kind {
        switch self {
        case .operation: .operation
        case .status: .status
        case .code: .code
        case .operationCode: .operationCode
        case .injectedCode: .injectedCode
        case .event: .event
        }
    }

    /// A name that no other part of its kind has, such as `createCustomer 201`.
    package var name: String {
        switch self {
        case .operation(let id): id
        case .status(let value, let operation), .operationCode(let value, let operation): "\(operation) \(value)"
        case .code(let code), .injectedCode(let code): code
        case .event(let type): type
        }
    }

    /// The name without the operation that the part belongs to, such as `201`.
    package var label: String {
        switch self {
        case .operation(let value), .status(let value, _), .code(let value), .operationCode(let value, _),
            .injectedCode(let value), .event(let value):
            value
        }
    }
}
