/// A part of a contract that a run can exercise.
package enum CoverageItem: Hashable, Sendable {
    /// The kinds of parts; each has a total.
    package enum Kind: String, CaseIterable, Sendable {
        case operation, status, code, event
    }

    /// An operation, by its operationId.
    case operation(String)
    /// A status of an operation as the contract lists it, such as `200` or `4XX`.
    case status(String, of: String)
    /// An error code of an operation.
    case code(String, of: String)
    /// A type of events.
    case event(String)

    /// The kind of the part.
    package var kind: Kind {
        switch self {
        case .operation: .operation
        case .status: .status
        case .code: .code
        case .event: .event
        }
    }

    /// A name that no other part of its kind has, such as `createCustomer 201`.
    package var name: String {
        switch self {
        case .operation(let id): id
        case .status(let value, let operation), .code(let value, let operation): "\(operation) \(value)"
        case .event(let type): type
        }
    }

    /// The name without the operation that the part belongs to, such as `201`.
    package var label: String {
        switch self {
        case .operation(let value), .status(let value, _), .code(let value, _), .event(let value): value
        }
    }
}
