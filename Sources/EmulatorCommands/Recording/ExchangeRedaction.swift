import Contract
import Documents
import Domain
import OrderedCollections
import Scenarios

/// Makes what a recording shows of requests and responses.
struct ExchangeRedaction {
    /// The headers that are recorded, in lower case.
    private static let requestHeaders: Set = [
        "accept", "authorization", "content-type", "idempotency-key",
    ]
    private static let responseHeaders: Set = [
        "allow", "content-type", "idempotent-replayed", "location", "retry-after", "x-ratelimit-limit",
        "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id",
    ]

    private let contract: Contract
    private let standIns = StandIns()

    init(_ contract: Contract) {
        self.contract = contract
    }

    // MARK: Requests

    /// The request of an exchange as a JSON object.
    func request(_ exchange: StepExchange) -> JSONValue {
        let operation = exchange.operation.flatMap(contract.operation)
        let parts = exchange.target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var members: JSONObject = [
            "operation": exchange.operation.map { .string($0) } ?? .null,
            "method": .string(exchange.method),
            "path_template": operation.map { .string($0.fullPath) } ?? .null,
            "path": .string(path(String(parts[0]), of: operation)),
            "query": parts.count > 1 ? .string(query(String(parts[1]), of: operation)) : .null,
            "headers": headers(exchange.headers, Self.requestHeaders),
        ]
        add(exchange.body, to: &members, text: standIns.cleaned) { body in
            operation?.redactedRequest(body, standIns.shown) ?? undescribed(body)
        }
        return .object(members)
    }

    private func path(_ path: String, of operation: Operation?) -> String {
        let template = operation.map { $0.fullPath.split(separator: "/", omittingEmptySubsequences: false) } ?? []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let operation, segments.count == template.count else { return standIns.cleaned(path) }
        return zip(segments, template).map { segment, template in
            guard template.first == "{", template.last == "}" else { return String(segment) }
            let name = String(template.dropFirst().dropLast())
            return parameter(name, in: .path, String(segment).percentDecoded ?? String(segment), of: operation)
        }.joined(separator: "/")
    }

    private func query(_ query: String, of operation: Operation?) -> String {
        QueryItem.items(query).map { item in
            let value = parameter(item.name, in: .query, item.value, of: operation)
            return "\(item.name.encoded)=\(value)"
        }.joined(separator: "&")
    }

    private func parameter(
        _ name: String,
        in location: ContractViolation.Location,
        _ text: String,
        of operation: Operation?
    ) -> String {
        let shown = operation?.redactedParameter(name, in: location, text, standIns.shown)
        return (shown ?? standIns.standIn(for: text, .text)).encoded
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
            describer?.redactedResponse(body, status: response.status, standIns.shown) ?? undescribed(body)
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
                case "location": standIns.standIn(for: field.value, .url)
                default: standIns.cleaned(field.value)
                }
            members[name] = .string((members[name]?.string).map { "\($0), \(value)" } ?? value)
        }
        return .object(members)
    }

    /// A credential with its scheme; one of an unknown form has a stand-in as well.
    private func credential(_ text: String) -> String {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return standIns.standIn(for: text, .token) }
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

    /// A body that no operation describes.
    private func undescribed(_ body: JSONValue) -> JSONValue {
        switch body {
        case .object(let members): .object(members.mapValues(undescribed))
        case .array(let elements): .array(elements.map(undescribed))
        case .null, .bool: body
        case .integer, .number, .string: standIns.shown(body, .replaced(.text))
        }
    }
}

extension StandIns {
    /// What is shown of a value.
    fileprivate func shown(_ value: JSONValue, _ redaction: Redaction) -> JSONValue {
        switch (redaction, value) {
        case (.shown, _), (_, .null), (.cleaned, .bool), (.cleaned, .integer), (.cleaned, .number): value
        case (.cleaned, .string(let text)): .string(cleaned(text))
        case (.replaced(let kind), .string(let text)): .string(standIn(for: text, kind))
        case (_, .object): [:]
        case (_, .array): []
        case (_, .string): ""
        case (_, .bool): false
        case (_, .integer), (_, .number): 0
        }
    }
}

extension String {
    /// The text with all characters as `%XX` that would end a part of a path or query, and spaces.
    fileprivate var encoded: String {
        percentEncoded { byte in byte > 0x20 && byte < 0x7F && !"%&=#?/+".utf8.contains(byte) }
    }
}
