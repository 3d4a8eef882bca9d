import Contract
import Documents
import Domain
import OrderedCollections

extension FaultRuleReader {
    private static let requestActions = ["error", "respond", "connection", "truncate", "drip", "malformed"]

    /// What goes wrong with requests.
    func requests(_ source: JSONValue, _ json: JSONValue, preset: String?) throws(ReadingError) -> RequestFault {
        let matcher = try requestMatcher(source)
        let action =
            if let preset {
                try error(["error": .string(preset)], "/preset")
            } else {
                try action(json["then"], for: matcher)
            }
        return RequestFault(
            matcher: matcher,
            operations: try operations(of: action, matcher, isPreset: preset != nil),
            action: action,
            phase: try phase(json["phase"]?.string, action)
        )
    }

    private func action(_ then: JSONValue?, for matcher: RequestMatcher) throws(ReadingError) -> FaultAction? {
        guard let name = try action(then, among: Self.requestActions), let then else { return nil }
        switch name {
        case "error": return try error(then, "/then/error")
        case "respond": return try respond(then["respond"] ?? [:], for: matcher)
        case "truncate": return .truncate(after: then["truncate"]?["after"]?.integer ?? 0)
        case "drip": return try drip(then["drip"] ?? [:])
        case "malformed": return .malformed
        default: return .connection(then["connection"]?.string.flatMap(FaultAction.Connection.init) ?? .reset)
        }
    }

    private func error(_ json: JSONValue, _ pointer: String) throws(ReadingError) -> FaultAction {
        let code = json["error"]?.string ?? ""
        guard let entry = catalog[code] else {
            throw ReadingError(
                pointer,
                "`\(code)` is no error code of the contract",
                hint: code.closest(among: catalog.entries.map(\.code))
            )
        }
        return .error(
            code: code,
            retryAfter: json["retry_after"]?.integer ?? (entry.status == 429 ? 1 : nil),
            message: json["message"]?.string,
            param: json["param"]?.string
        )
    }

    /// An error only comes where the contract lists it; a rule for operations that none of them does is a mistake.
    private func operations(
        of action: FaultAction?,
        _ matcher: RequestMatcher,
        isPreset: Bool
    ) throws(ReadingError) -> Set<String>? {
        guard case .error(let code, _, _, _)? = action else { return nil }
        let listing = contract.operations.filter { $0.lists(code: code) }
        guard listing.contains(where: matcher.selects) else {
            throw ReadingError(
                isPreset ? "/on" : "/then/error",
                "no operation that is selected answers \(code); these do: \(listing.map(\.id).joined(separator: ", "))"
            )
        }
        return Set(listing.map(\.id))
    }

    /// An answer that none of the selected operations could give needs `unchecked: true`.
    private func respond(_ json: JSONValue, for matcher: RequestMatcher) throws(ReadingError) -> FaultAction {
        let headers = (json["headers"]?.object ?? [:]).map { HeaderField(name: $0, value: $1.string ?? $1.text) }
        let status = json["status"]?.integer ?? 200
        let isUnchecked = json["unchecked"]?.bool ?? false
        let action = FaultAction.respond(status: status, headers: headers, body: json["body"], isUnchecked: isUnchecked)
        guard !isUnchecked else { return action }
        let selected = contract.operations.filter(matcher.selects)
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
    /// Whether an operation is among those that are named, all of them if none is.
    fileprivate func selects(_ candidate: Operation) -> Bool {
        if let operation, operation != candidate.id { return false }
        if let tag, !candidate.tags.contains(tag) { return false }
        return true
    }
}

extension Operation {
    /// What the contract objects to in an answer, its headers left aside: the emulator adds those that are missing.
    fileprivate func validateAnswer(status: Int, body: [UInt8]) -> [ContractViolation] {
        validateResponse(status: status, headers: [], body: body).filter { $0.location != .header }
    }
}
