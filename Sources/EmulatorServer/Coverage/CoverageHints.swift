import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Says for each part of the contract which request or change exercises it.
struct CoverageHints: Sendable {
    static let onlyFault = "Only a fault rule sends this response, which does not count."
    /// The longest example of a body that a hint shows, in bytes.
    private static let longestExample = 200

    let contract: Contract
    let catalog: ErrorCatalog
    let table: OperationTable

    func hint(for row: Coverage.Row) -> String {
        let hint = hint(for: row.item)
        guard row.injected > 0 else { return hint }
        switch row.item {
        case .operation, .status, .code, .operationCode, .injectedCode:
            return "So far, only fault rules sent this response, which does not count. \(hint)"
        case .event: return "So far, the event was only triggered, which does not count. \(hint)"
        }
    }

    private func hint(for item: CoverageItem) -> String {
        switch item {
        case .operation(let id): hint(id) { usualRequest(of: $0) }
        case .status(let status, let id): hint(id) { hint(forStatus: status, of: $0) }
        case .code(let code): hint(forCode: code)
        case .operationCode(let code, let id): hint(id) { way(to: code, of: $0) ?? Self.onlyFault }
        case .injectedCode(let code): Self.hint(forInjectedCode: code)
        case .event(let type): hint(forEvent: type)
        }
    }

    private func hint(_ id: String, _ text: (Operation) -> String) -> String {
        guard let operation = contract.operation(id) else { return "The contract has no operation \(id)." }
        if let defect = operation.defect {
            return "The contract has a mistake at \(defect.location), so that every answer is 500 broken_contract."
        }
        return text(operation)
    }

    // MARK: Requests

    /// A request that usually succeeds, as a sentence.
    func usualRequest(of operation: Operation) -> String {
        "Send \(request(of: operation))."
    }

    /// The method and the path of an operation, with an example of its body.
    func request(of operation: Operation) -> String {
        let line = "\(operation.method) \(operation.fullPath)"
        guard operation.hasRequestBody else { return line }
        guard let example = operation.requestExample else { return "\(line) with a body that its schema allows" }
        let text = example.text
        let isShort = text.utf8.count <= Self.longestExample
        return isShort ? "\(line) with a body such as \(text)" : "\(line) with the example in the contract as its body"
    }

    /// A change of the organization's settings, then something else.
    func settings(_ patch: JSONValue, then next: String) -> String {
        "Send PATCH /__admin/organization with \(patch.text), then \(next)."
    }

    /// Another value of a switch than the default, then something else.
    func settings(switching name: Switch, then next: String) -> String {
        settings(["switches": .object([name.rawValue: name.readings.last ?? .null])], then: next)
    }

    // MARK: Statuses

    private func hint(forStatus status: String, of operation: Operation) -> String {
        guard let response = operation.responses[status] else { return Self.onlyFault }
        let number = Int(status) ?? (status.first?.wholeNumberValue ?? 0) * 100
        if !table.isHandled(operation), number == operation.sampleStatus { return usualRequest(of: operation) }
        guard response.errorCodes.isEmpty else {
            return response.errorCodes.lazy.compactMap { way(to: $0, of: operation) }.first ?? Self.onlyFault
        }
        guard number >= 400 else { return hint(forSuccess: response, of: operation) }
        return Self.usualCode(of: number, operation).flatMap { way(to: $0.rawValue, of: operation) } ?? Self.onlyFault
    }

    private func hint(forSuccess response: ResponseDescription, of operation: Operation) -> String {
        guard table.isHandled(operation) else { return Self.onlyFault }
        guard let name = response.extensions["x-switch"]?.string.flatMap(Switch.init) else {
            return usualRequest(of: operation)
        }
        return settings(switching: name, then: request(of: operation))
    }

    /// The code with which checks answer a status, for a contract that lists no codes.
    private static func usualCode(of status: Int, _ operation: Operation) -> ErrorCode? {
        switch status {
        case 400: operation.hasRequestBody ? .invalidRequest : .invalidFieldValue
        case 401: .missingAPIKey
        case 402: .subscriptionInactive
        case 404: .resourceNotFound
        case 413: .requestTooLarge
        case 415: .unsupportedMediaType
        case 422: .idempotencyKeyReuse
        case 429: .rateLimitExceeded
        default: nil
        }
    }
}
