import Contract
import Documents
import Domain
import OrderedCollections

extension FaultRuleReader {
    private static let requestActions = [
        "error", "respond", "connection", "truncate", "drip", "malformed", "answer",
    ]

    /// Reads a rule about requests.
    func requests(_ source: JSONValue, _ json: JSONValue, preset: String?) throws(ReadingError) -> RequestFault {
        let matcher = try requestMatcher(source, at: "/on")
        let action =
            if let preset {
                try error(["error": .string(preset)], "/preset")
            } else {
                try action(json["then"], for: matcher)
            }
        var fault = RequestFault(
            matcher: matcher,
            operations: try operations(of: action, matcher, isPreset: preset != nil),
            action: action,
            phase: try phase(json["phase"]?.string, action)
        )
        fault.allowsReuse = try allowsReuse(json["reuse"], action)
        fault.repeats = try repeats(json["repeats"], fault)
        return fault
    }

    private func action(_ then: JSONValue?, for matcher: RequestMatcher) throws(ReadingError) -> FaultAction? {
        guard let name = try action(then, among: Self.requestActions), let then else { return nil }
        switch name {
        case "error": return try error(then, "/then/error")
        case "respond": return try respond(then, for: matcher)
        case "truncate": return .truncate(cut(then["truncate"] ?? [:]))
        case "drip": return try drip(then["drip"] ?? [:])
        case "malformed": return .malformed
        case "answer": return .afterEvents
        default: return .connection(then["connection"]?.string.flatMap(FaultAction.Connection.init) ?? .reset)
        }
    }

    private func error(_ json: JSONValue, _ pointer: String) throws(ReadingError) -> FaultAction {
        let code = json["error"]?.string ?? ""
        guard let entry = catalog[code] else {
            throw ReadingError(
                pointer,
                "`\(code)` is not an error code in the contract",
                hint: code.closest(among: catalog.entries.map(\.code))
            )
        }
        let error = FaultAction.InjectedError(
            code: code,
            retryAfter: json["retry_after"]?.integer ?? (entry.status == 429 ? 1 : nil),
            message: json["message"]?.string,
            param: json["param"]?.string
        )
        return .error(error)
    }

    /// The operations for which the contract lists the rule's error; nil if the rule does not inject an error.
    ///
    /// The rule fires only for these operations. A matcher that selects none of them is a mistake.
    private func operations(
        of action: FaultAction?,
        _ matcher: RequestMatcher,
        isPreset: Bool
    ) throws(ReadingError) -> Set<String>? {
        guard case .error(let error)? = action else { return nil }
        guard matcher.selectsCalls else {
            throw ReadingError(
                isPreset ? "/on" : "/then/error",
                "an error of the API is only for calls of tools; use `respond` with `unchecked: true` for other messages"
            )
        }
        let listing = contract.operations.filter { $0.lists(code: error.code) }
        guard listing.contains(where: { matcher.selects($0, contract.tools) }) else {
            throw ReadingError(
                isPreset ? "/on" : "/then/error",
                "no operation that is selected answers \(error.code); these do: \(listing.map(\.id).joined(separator: ", "))"
            )
        }
        return Set(listing.map(\.id))
    }

    /// Reads `respond`; a response that violates the contract of every selected operation needs `unchecked: true`.
    private func respond(_ then: JSONValue, for matcher: RequestMatcher) throws(ReadingError) -> FaultAction {
        let json = then["respond"] ?? [:]
        let status = json["status"]?.integer ?? 200
        let isUnchecked = json["unchecked"]?.bool ?? false
        let headers = try headers(json["headers"], of: status, retryAfter: then["retry_after"]?.integer, isUnchecked)
        let action = FaultAction.respond(status: status, headers: headers, body: json["body"], isUnchecked: isUnchecked)
        guard !isUnchecked else { return action }
        guard matcher.selectsCalls else {
            throw ReadingError(
                "/then/respond",
                "the contract describes no answers to messages other than calls of tools; add `unchecked: true`"
            )
        }
        let selected = contract.operations.filter { matcher.selects($0, contract.tools) }
        let objections = selected.map { operation in
            operation.validateAnswer(status: status, body: json["body"]?.serialized ?? [])
        }
        guard let first = objections.first, objections.allSatisfy({ !$0.isEmpty }) else { return action }
        throw ReadingError(
            "/then/respond",
            "is against the contract of \(selected[0].id): \(first.map(\.description).joined(separator: "; ")); "
                + "`unchecked: true` sends it all the same"
        )
    }

    /// Reads the headers, and adds `Retry-After` if `retry_after` is given or the status is 429.
    private func headers(
        _ json: JSONValue?,
        of status: Int,
        retryAfter: Int?,
        _ isUnchecked: Bool
    ) throws(ReadingError) -> [HeaderField] {
        var headers = (json?.object ?? [:]).map { HeaderField(name: $0, value: $1.plainText) }
        guard let given = headers.first(where: { $0.name.lowercased() == "retry-after" }) else {
            if let seconds = retryAfter ?? (status == 429 ? 1 : nil) {
                headers.append(HeaderField(name: "Retry-After", value: String(seconds)))
            }
            return headers
        }
        guard isUnchecked || given.value.isRetryAfter else {
            throw ReadingError(
                "/then/respond/headers/\(given.name)",
                "must be whole seconds or a date such as Sun, 06 Nov 1994 08:49:37 GMT; many clients fail at anything else"
            )
        }
        return headers
    }

    private func cut(_ json: JSONValue) -> FaultAction.Cut {
        let length = json["after"]?.integer
        return json["in"]?.string == "headers" ? .headers(after: length) : .body(after: length)
    }

    private func drip(_ json: JSONValue) throws(ReadingError) -> FaultAction {
        .drip(chunk: json["chunk"]?.integer ?? 1, every: try span(json["every"]?.string, "/then/drip/every"))
    }

    private func phase(_ name: String?, _ action: FaultAction?) throws(ReadingError) -> FaultPhase {
        let phase = name.flatMap(FaultPhase.init(rawValue:))
        let needsAnswer = action?.needsAnswer ?? false
        if needsAnswer, phase == .beforeCommit {
            throw ReadingError("/phase", "must be after_commit, as this needs a true answer")
        }
        return phase ?? (needsAnswer ? .afterCommit : .beforeCommit)
    }
}

extension RequestMatcher {
    /// Whether it can select calls of tools, and not only other messages to the MCP endpoint.
    fileprivate var selectsCalls: Bool { rpc == nil || rpc == MCPTrace.toolCall }

    /// Whether an operation has the id and the tag that are given, and is that of the tool.
    ///
    /// Without these conditions every operation is selected, but none by a message other than a call of a tool.
    fileprivate func selects(_ candidate: Operation, _ tools: [ToolDescription]) -> Bool {
        guard selectsCalls else { return false }
        if let tool, !tools.contains(where: { $0.name == tool && $0.operation.id == candidate.id }) { return false }
        if let operation, operation != candidate.id { return false }
        if let tag, !candidate.tags.contains(tag) { return false }
        return true
    }
}

extension Operation {
    /// The contract violations of a response, except those of headers, as the emulator adds missing ones.
    fileprivate func validateAnswer(status: Int, body: [UInt8]) -> [ContractViolation] {
        validateResponse(status: status, headers: [], body: body).filter { $0.location != .header }
    }
}

extension String {
    /// Whether it is a value of Retry-After: whole seconds or an HTTP date (RFC 9110, section 10.2.3).
    fileprivate var isRetryAfter: Bool {
        let isSeconds = !isEmpty && utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return isSeconds || contains(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/)
    }
}
