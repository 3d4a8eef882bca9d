package import Contract
package import Documents
import Domain
import OrderedCollections

/// Reads fault rules from JSON and validates them against the contract.
package struct FaultRuleReader: Sendable {
    /// The members that `then` may have beside the one action.
    private static let companions: Set<String> = ["delay", "retry_after", "message", "param"]

    let contract: Contract
    let catalog: ErrorCatalog
    let names: ContractNames

    /// A reader that validates rules against a contract and its error catalogue.
    ///
    /// `others` are operations outside the contract that rules can name, too, such as those of the dashboard.
    package init(contract: Contract, catalog: ErrorCatalog, others: [String]) {
        self.contract = contract
        self.catalog = catalog
        names = ContractNames(contract, catalog, others: others)
    }

    /// Reads a rule, in full or as a preset; without an `id`, it gets the name of the preset or else `drawnID`.
    package func rule(_ json: JSONValue, drawnID: String) throws(ReadingError) -> FaultRule {
        let preset = json["preset"]?.string
        let source = json["on"] ?? ["any": true]
        if json["on"] == nil, preset == nil {
            throw ReadingError("/on", "is missing; `{any: true}` means all requests")
        }
        return FaultRule(
            id: json["id"]?.string ?? preset ?? drawnID,
            source: source,
            subject: try isAboutDeliveries(source, json["then"])
                ? deliveries(source, json)
                : .requests(requests(source, json, preset: preset)),
            delay: try delay(json["then"]?["delay"]),
            counter: counter(json)
        )
    }

    /// All mistakes of a rule, at most one for each place.
    ///
    /// A reading stops at its first mistake. So the action and the matcher are read separately, then the whole rule.
    package func mistakes(in json: JSONValue) -> [ReadingError] {
        if (try? rule(json, drawnID: "")) != nil { return [] }
        let action = json["then"] ?? [:]
        let isAboutDeliveries =
            DeliveryMatcher.keys.contains { json["on"]?[$0] != nil }
            || Self.deliveryActions.contains { action[$0] != nil }
        var parts = [json]
        if case .object(var members) = json {
            members["on"] = isAboutDeliveries ? ["event": "*"] : ["any": true]
            parts.insert(.object(members), at: 0)
        }
        if let source = json["on"] { parts.insert(["on": source, "then": ["delay": "1s"]], at: 0) }
        var found: OrderedDictionary<String, ReadingError> = [:]
        for part in parts {
            do throws(ReadingError) {
                _ = try rule(part, drawnID: "")
            } catch {
                found[error.pointer] = found[error.pointer] ?? error
            }
        }
        return found.values.elements
    }

    private func counter(_ json: JSONValue) -> RuleCounter {
        var counter = RuleCounter()
        counter.skip = json["skip"]?.integer ?? 0
        counter.times = json["times"]?.integer
        counter.every = json["every"]?.integer ?? 1
        counter.probability = json["probability"]?.double ?? 1
        counter.isEnabled = json["enabled"]?.bool ?? true
        return counter
    }

    /// Whether a rule is about deliveries: its matcher has a key, or its action is one, that only deliveries have.
    private func isAboutDeliveries(_ source: JSONValue, _ then: JSONValue?) throws(ReadingError) -> Bool {
        let ofRequests = RequestMatcher.keys.filter { source[$0] != nil }
        let ofDeliveries = DeliveryMatcher.keys.filter { source[$0] != nil }
        if let first = ofRequests.first, let second = ofDeliveries.first {
            throw ReadingError("/on/\(second)", "selects deliveries and `\(first)` requests; use one kind")
        }
        let suffered = Self.deliveryActions.first { then?[$0] != nil }
        if let suffered, let first = ofRequests.first {
            throw ReadingError("/then/\(suffered)", "happens to deliveries, and `\(first)` selects requests")
        }
        return !ofDeliveries.isEmpty || suffered != nil
    }

    private func delay(_ json: JSONValue?) throws(ReadingError) -> DelayDistribution? {
        switch json {
        case nil: return nil
        case .string(let text)?: return .fixed(try span(text, "/then/delay"))
        default:
            let bounds = json?["uniform"]?.array ?? []
            guard bounds.count == 2 else { throw .noDuration(at: "/then/delay") }
            let shortest = try span(bounds[0].string, "/then/delay/uniform/0")
            let longest = try span(bounds[1].string, "/then/delay/uniform/1")
            guard shortest <= longest else {
                throw ReadingError("/then/delay/uniform/1", "must not be shorter than the first bound")
            }
            return .uniform(shortest, longest)
        }
    }

    func span(_ text: String?, _ pointer: String) throws(ReadingError) -> TimeSpan {
        guard let span = text.flatMap(TimeSpan.init) else { throw .noDuration(at: pointer) }
        return span
    }

    /// The name of the one action in `then`; nil for a delay alone.
    func action(_ then: JSONValue?, among names: [String]) throws(ReadingError) -> String? {
        let given = (then?.object ?? [:]).keys.filter { !Self.companions.contains($0) }
        if given.isEmpty, then?["delay"] != nil { return nil }
        guard let name = given.first, given.count == 1, names.contains(name) else {
            throw ReadingError("/then", "must have exactly one of \(names.joined(separator: ", ")), or `delay` alone")
        }
        return name
    }

    // MARK: Matchers

    func requestMatcher(_ json: JSONValue, at pointer: String) throws(ReadingError) -> RequestMatcher {
        let matcher = try RequestMatcher(json, at: pointer)
        try names.check(matcher, at: pointer)
        return matcher
    }

    func deliveryMatcher(_ json: JSONValue, at pointer: String) throws(ReadingError) -> DeliveryMatcher {
        let matcher = try DeliveryMatcher(json, at: pointer)
        try names.check(matcher.event, at: pointer + "/event")
        return matcher
    }
}
