import Contract
import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// Reads a fault rule as somebody wrote it, and holds it against the contract.
struct FaultRuleReader {
    private static let actions = ["error", "respond", "connection", "truncate", "drip", "malformed"]
    let contract: Contract
    let catalog: ErrorCatalog

    /// A rule in full, or a preset; one without an id gets the drawn one.
    func rule(_ json: JSONValue, drawnID: String) throws(RuleError) -> FaultRule {
        let preset = json["preset"]?.string
        let action: FaultAction
        if let preset {
            action = try error(.object(["error": .string(preset)]), "/preset")
        } else {
            action = try self.action(json["then"])
        }
        let matcher = try matcher(json["on"], isPreset: preset != nil)
        var rule = FaultRule(
            id: json["id"]?.string ?? preset ?? drawnID,
            matcher: matcher,
            operations: try operations(of: action, matcher, isPreset: preset != nil),
            action: action,
            phase: try phase(json["phase"]?.string, action)
        )
        rule.skip = json["skip"]?.integer ?? 0
        rule.times = json["times"]?.integer
        rule.every = json["every"]?.integer ?? 1
        rule.probability = json["probability"]?.double ?? 1
        rule.isEnabled = json["enabled"]?.bool ?? true
        return rule
    }

    // MARK: Which requests

    private func matcher(_ json: JSONValue?, isPreset: Bool) throws(RuleError) -> RequestMatcher {
        guard let json else {
            guard isPreset else { throw RuleError("/on", "is missing; `{any: true}` means all requests") }
            return try RequestMatcher(["any": true], at: "/on")
        }
        let matcher = try RequestMatcher(json, at: "/on")
        if let operation = matcher.operation, !known.contains(operation) {
            throw RuleError("/on/operation", "is no operation", hint: operation.closest(among: known))
        }
        let tags = Set(contract.operations.flatMap(\.tags))
        if let tag = matcher.tag, !tags.contains(tag) {
            throw RuleError("/on/tag", "is no tag of the contract", hint: tag.closest(among: tags.sorted()))
        }
        return matcher
    }

    private var known: [String] { contract.operations.map(\.id) + DashboardOperations.table.keys.sorted() }

    /// An error only comes where the contract lists it; a rule for operations that none of them does is a mistake.
    private func operations(
        of action: FaultAction,
        _ matcher: RequestMatcher,
        isPreset: Bool
    ) throws(RuleError) -> Set<String>? {
        guard case .error(let code, _, _, _) = action else { return nil }
        let listing = contract.operations.filter { $0.lists(code: code) }
        let selected = listing.filter { operation in
            (matcher.operation ?? operation.id) == operation.id
                && (matcher.tag.map { operation.tags.contains($0) } ?? true)
        }
        guard !selected.isEmpty else {
            throw RuleError(
                isPreset ? "/on" : "/then/error",
                "no operation that is selected answers \(code); these do: \(listing.map(\.id).joined(separator: ", "))"
            )
        }
        return Set(listing.map(\.id))
    }

    // MARK: What happens

    private func action(_ json: JSONValue?) throws(RuleError) -> FaultAction {
        let given = Self.actions.filter { json?[$0] != nil }
        guard let json, let name = given.first, given.count == 1 else {
            throw RuleError("/then", "must have exactly one of \(Self.actions.joined(separator: ", "))")
        }
        switch name {
        case "error": return try error(json, "/then/error")
        case "respond": return respond(json["respond"] ?? [:])
        case "truncate": return .truncate(after: json["truncate"]?["after"]?.integer ?? 0)
        case "drip": return try drip(json["drip"] ?? [:])
        case "malformed": return .malformed
        default: return .connection(json["connection"]?.string.flatMap(FaultAction.Connection.init) ?? .reset)
        }
    }

    private func error(_ json: JSONValue, _ pointer: String) throws(RuleError) -> FaultAction {
        let code = json["error"]?.string ?? ""
        guard let entry = catalog[code] else {
            throw RuleError(
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

    private func respond(_ json: JSONValue) -> FaultAction {
        let headers = (json["headers"]?.object ?? [:]).map { HeaderField(name: $0, value: $1.string ?? $1.text) }
        return .respond(status: json["status"]?.integer ?? 200, headers: headers, body: json["body"])
    }

    private func drip(_ json: JSONValue) throws(RuleError) -> FaultAction {
        guard let every = json["every"]?.string.flatMap(TimeSpan.init) else {
            throw RuleError("/then/drip/every", "must be a duration such as 250ms")
        }
        return .drip(chunk: json["chunk"]?.integer ?? 1, every: every)
    }

    private func phase(_ name: String?, _ action: FaultAction) throws(RuleError) -> FaultPhase {
        let phase = name.flatMap(FaultPhase.init(rawValue:))
        if action.needsAnswer, phase == .beforeCommit {
            throw RuleError("/phase", "must be after_commit, as this needs a true answer")
        }
        return phase ?? (action.needsAnswer ? .afterCommit : .beforeCommit)
    }
}

extension FaultRule {
    /// Writes the rule with every default, and how often it has matched and fired.
    func write(to writer: inout JSONWriter) {
        writer.member("id", id)
        writer.member("on", matcher.source)
        writer.key("then")
        action.write(to: &writer)
        writer.member("phase", phase.rawValue)
        writer.member("skip", skip)
        writer.member("times", times)
        writer.member("every", every)
        writer.member("probability", .number(probability))
        writer.member("enabled", isEnabled)
        writer.member("matched", matched)
        writer.member("fired", fired)
        writer.member("remaining", remaining)
    }
}

extension FaultAction {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .error(let code, let retryAfter, let message, let param):
                writer.member("error", code)
                if let retryAfter { writer.member("retry_after", retryAfter) }
                if let message { writer.member("message", message) }
                if let param { writer.member("param", param) }
            case .respond(let status, let headers, let body):
                writer.key("respond")
                writer.object { writer in
                    writer.member("status", status)
                    writer.key("headers")
                    writer.object { writer in for field in headers { writer.member(field.name, field.value) } }
                    if let body { writer.member("body", body) }
                }
            case .connection(let connection): writer.member("connection", connection.rawValue)
            case .truncate(let length):
                writer.key("truncate")
                writer.object { $0.member("after", length) }
            case .drip(let chunk, let pause):
                writer.key("drip")
                writer.object { writer in
                    writer.member("chunk", chunk)
                    writer.member("every", pause.description)
                }
            case .malformed: writer.member("malformed", true)
            }
        }
    }
}
