import Documents
import EmulatorServer
import OrderedCollections

/// The fault rules of a replay, in the form in which they are created.
///
/// Some rules cannot be created so that they fire again where they fired in the bundle: those with a probability, and
/// those with `every` that have begun to count. Such a rule is enabled only for the requests that it hit.
struct ReplayFaults {
    /// A rule that lets no webhook leave the server.
    static let dropRule: JSONValue = ["id": "replay-drops-webhooks", "on": ["event": "*"], "then": ["drop": true]]

    private static let members = [
        "id", "preset", "on", "then", "phase", "reuse", "repeats", "skip", "times", "every", "probability", "enabled",
    ]
    /// The members of `on` and `then` that only rules about deliveries have.
    private static let ofDeliveries = [
        "event", "url", "subscription_id", "attempt", "drop", "duplicate", "reorder", "signature", "unknown_event",
    ]

    /// Whether each rule that is enabled for single requests is enabled now.
    private var enabled: OrderedDictionary<String, Bool> = [:]

    /// The body that creates a rule which was listed with its counts, or which was created with another body.
    mutating func draft(_ rule: JSONValue) -> JSONValue {
        var draft: JSONObject = [:]
        for name in Self.members {
            if let value = rule[name], !value.isNull { draft[name] = value }
        }
        // It is the default without `connection`, and a delay alone must not have it.
        if draft["repeats"] == "pass", draft["then"]?["connection"] == nil { draft["repeats"] = nil }
        let skip = rule["skip"]?.integer ?? 0
        var hasBegun = false
        if let matched = rule["matched"]?.integer, matched > 0 {
            draft["skip"] = .integer(max(0, skip - matched))
            hasBegun = matched > skip && (matched - skip) % max(1, rule["every"]?.integer ?? 1) != 0
            if let remaining = rule["remaining"]?.integer { draft["times"] = .integer(remaining) }
        }
        guard let id = draft["id"]?.string else { return .object(draft) }
        enabled[id] = nil
        if (isChance(draft) || hasBegun) && !isAboutDeliveries(draft) {
            for name in ["skip", "times", "every", "probability"] { draft[name] = nil }
            draft["enabled"] = false
            enabled[id] = false
        }
        return .object(draft)
    }

    private func isChance(_ draft: JSONObject) -> Bool {
        draft["probability"]?.double.map { $0 > 0 && $0 < 1 } ?? false
    }

    private func isAboutDeliveries(_ draft: JSONObject) -> Bool {
        Self.ofDeliveries.contains { draft["on"]?[$0] != nil || draft["then"]?[$0] != nil }
    }

    /// Whether a rule is enabled and disabled for each request, so that a recorded change of it must not be repeated.
    func isScripted(_ id: String) -> Bool { enabled[id] != nil }

    /// Forgets a rule that is deleted, or all of them.
    mutating func remove(_ id: String?) {
        if let id { enabled[id] = nil } else { enabled = [:] }
    }

    /// The rules that must be enabled or disabled before a request that the rule `fault` hit, if one did.
    mutating func changes(before fault: String?) -> [(id: String, isEnabled: Bool)] {
        var changes: [(id: String, isEnabled: Bool)] = []
        for (id, isEnabled) in enabled where isEnabled != (id == fault) {
            changes.append((id, !isEnabled))
            enabled[id] = !isEnabled
        }
        return changes
    }
}
