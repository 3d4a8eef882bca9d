import Contract
import Documents
import Domain
import OrderedCollections
import Scenarios

/// Makes what a recording shows of requests and responses.
struct ExchangeRedaction {
    /// The headers that are recorded, in lower case.
    private static let requestHeaders: Set = [
        "accept", "authorization", "content-type", "idempotency-key", "mcp-method", "mcp-name", "mcp-protocol-version",
    ]
    private static let responseHeaders: Set = [
        "allow", "content-type", "idempotent-replayed", "location", "retry-after", "x-ratelimit-limit",
        "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id",
    ]
    /// What may be before a credential; anything else there may be a part of it.
    private static let credentialSchemes: Set = ["basic", "bearer", "digest", "token"]

    private let contract: Contract
    private let standIns: StandIns
    private let targets: TargetRedaction
    private let messages: MessageRedaction

    init(_ contract: Contract) {
        self.contract = contract
        standIns = StandIns(words: ContractWords(contract))
        targets = TargetRedaction(standIns)
        messages = MessageRedaction(contract, standIns)
    }

    /// A sentence about a step, without confidential texts.
    func cleaned(_ text: String) -> String { standIns.cleaned(text) }

    // MARK: Requests

    /// The request of an exchange as a JSON object; it must be made before the response, which may quote it.
    func request(_ exchange: StepExchange) -> JSONValue {
        standIns.beginStep()
        let operation = exchange.operation.flatMap(contract.operation)
        let target = targets.shown(exchange.target, of: operation)
        var members: JSONObject = [
            "operation": exchange.operation.map { .string($0) } ?? .null,
            "method": .string(exchange.method),
            "path_template": operation.map { .string($0.fullPath) } ?? .null,
            "path": .string(target.path),
            "query": target.query.map { .string($0) } ?? .null,
            "headers": headers(exchange.headers, Self.requestHeaders),
        ]
        let isForm = exchange.headers.contains { header in
            header.name.lowercased() == "content-type"
                && header.value.lowercased().contains("application/x-www-form-urlencoded")
        }
        add(exchange.body, to: &members, text: { isForm ? targets.pairs($0, of: nil) : whole($0) }) { body in
            let shown = { standIns.shown($0, $1, seekingParts: true) }
            return operation?.redactedRequest(body, shown) ?? messages.request(body) ?? standIns.undescribed(body)
        }
        return .object(members)
    }

    /// A stand-in for a text whose structure is not known; what is in its quotation marks is sought in the response.
    private func whole(_ text: String) -> String {
        for match in text.matches(of: /"([^"\\]{2,})"/).prefix(200) {
            _ = standIns.standIn(for: String(match.1), .text)
        }
        return standIns.standIn(for: text, .text)
    }

    // MARK: Responses

    /// The response of an exchange as a JSON object; null if there was none.
    func response(_ exchange: StepExchange) -> JSONValue {
        guard let response = exchange.response else { return .null }
        let operation = exchange.operation.flatMap(contract.operation)
        let describer = contract.describer(of: operation, status: response.status)
        var members: JSONObject = [
            "status": .integer(response.status),
            "headers": headers(response.headers, Self.responseHeaders),
        ]
        // No schema describes the text of a page, for example.
        add(response.body, to: &members, text: { standIns.standIn(for: $0, .text) }) { body in
            if operation == nil, let message = messages.response(body, to: exchange.body) { return message }
            let shown = { standIns.shown($0, $1, seekingParts: false) }
            return describer?.redactedResponse(body, status: response.status, shown) ?? standIns.undescribed(body)
        }
        return .object(members)
    }

    // MARK: Parts

    private func headers(_ fields: [HeaderField], _ names: Set<String>) -> JSONValue {
        var members: JSONObject = [:]
        for field in fields {
            let name = field.name.lowercased()
            guard names.contains(name) else { continue }
            let value =
                switch name {
                case "authorization": credential(field.value)
                case "idempotency-key": standIns.standIn(for: field.value, .token)
                case "location": standIns.standIn(for: field.value, .url)
                case "mcp-method": messages.method(field.value)
                case "mcp-name": standIns.name(field.value)
                default: standIns.cleaned(field.value)
                }
            members[name] = .string((members[name]?.string).map { "\($0), \(value)" } ?? value)
        }
        return .object(members)
    }

    /// A credential with its scheme; one of an unknown form has a stand-in as well.
    private func credential(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, Self.credentialSchemes.contains(parts[0].lowercased()) else {
            return standIns.standIn(for: text, .token)
        }
        return "\(parts[0]) \(standIns.standIn(for: String(parts[1]), .token))"
    }

    /// Adds a body as JSON, as text, or by the number of its bytes.
    private func add(
        _ bytes: [UInt8],
        to members: inout JSONObject,
        text redactText: (String) -> String,
        json redact: (JSONValue) -> JSONValue
    ) {
        if bytes.isEmpty { return }
        if let body = try? JSONValue(parsing: bytes) {
            members["body"] = redact(body)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            members["body_text"] = .string(redactText(text))
        } else {
            members["body_bytes"] = .integer(bytes.count)
        }
    }
}
