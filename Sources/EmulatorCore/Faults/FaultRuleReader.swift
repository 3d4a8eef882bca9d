package import Contract
package import Documents
import Domain
import OrderedCollections

/// Reads a fault rule as somebody wrote it, and holds it against the contract.
package struct FaultRuleReader {
    private static let actions = ["error", "respond", "connection", "truncate", "drip", "malformed"]
    private let contract: Contract
    private let catalog: ErrorCatalog
    /// Operations that rules can name beside those of the contract.
    private let others: [String]

    /// A reader that holds rules against a contract and against its errors.
    package init(contract: Contract, catalog: ErrorCatalog, others: [String]) {
        self.contract = contract
        self.catalog = catalog
        self.others = others
    }

    /// A rule in full, or a preset; one without an id gets the drawn one.
    package func rule(_ json: JSONValue, drawnID: String) throws(ReadingError) -> FaultRule {
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

    private func matcher(_ json: JSONValue?, isPreset: Bool) throws(ReadingError) -> RequestMatcher {
        guard let json else {
            guard isPreset else { throw ReadingError("/on", "is missing; `{any: true}` means all requests") }
            return try RequestMatcher(["any": true], at: "/on")
        }
        let matcher = try RequestMatcher(json, at: "/on")
        if let operation = matcher.operation, !known.contains(operation) {
            throw ReadingError("/on/operation", "is no operation", hint: operation.closest(among: known))
        }
        let tags = Set(contract.operations.flatMap(\.tags))
        if let tag = matcher.tag, !tags.contains(tag) {
            throw ReadingError("/on/tag", "is no tag of the contract", hint: tag.closest(among: tags.sorted()))
        }
        return matcher
    }

    private var known: [String] { contract.operations.map(\.id) + others }

    /// An error only comes where the contract lists it; a rule for operations that none of them does is a mistake.
    private func operations(
        of action: FaultAction,
        _ matcher: RequestMatcher,
        isPreset: Bool
    ) throws(ReadingError) -> Set<String>? {
        guard case .error(let code, _, _, _) = action else { return nil }
        let listing = contract.operations.filter { $0.lists(code: code) }
        let selected = listing.filter { operation in
            (matcher.operation ?? operation.id) == operation.id
                && (matcher.tag.map { operation.tags.contains($0) } ?? true)
        }
        guard !selected.isEmpty else {
            throw ReadingError(
                isPreset ? "/on" : "/then/error",
                "no operation that is selected answers \(code); these do: \(listing.map(\.id).joined(separator: ", "))"
            )
        }
        return Set(listing.map(\.id))
    }

    // MARK: What happens

    private func action(_ json: JSONValue?) throws(ReadingError) -> FaultAction {
        let given = Self.actions.filter { json?[$0] != nil }
        guard let json, let name = given.first, given.count == 1 else {
            throw ReadingError("/then", "must have exactly one of \(Self.actions.joined(separator: ", "))")
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

    private func respond(_ json: JSONValue) -> FaultAction {
        let headers = (json["headers"]?.object ?? [:]).map { HeaderField(name: $0, value: $1.string ?? $1.text) }
        return .respond(status: json["status"]?.integer ?? 200, headers: headers, body: json["body"])
    }

    private func drip(_ json: JSONValue) throws(ReadingError) -> FaultAction {
        guard let every = json["every"]?.string.flatMap(TimeSpan.init) else {
            throw ReadingError("/then/drip/every", "must be a duration such as 250ms")
        }
        return .drip(chunk: json["chunk"]?.integer ?? 1, every: every)
    }

    private func phase(_ name: String?, _ action: FaultAction) throws(ReadingError) -> FaultPhase {
        let phase = name.flatMap(FaultPhase.init(rawValue:))
        if action.needsAnswer, phase == .beforeCommit {
            throw ReadingError("/phase", "must be after_commit, as this needs a true answer")
        }
        return phase ?? (action.needsAnswer ? .afterCommit : .beforeCommit)
    }
}
