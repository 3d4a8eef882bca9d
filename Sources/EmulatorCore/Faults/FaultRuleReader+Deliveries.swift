import Documents
import Domain
import OrderedCollections

extension FaultRuleReader {
    /// The actions that only rules about deliveries can have.
    static let deliveryActions = ["drop", "duplicate", "reorder", "signature", "unknown_event"]

    /// Reads a rule about deliveries.
    func deliveries(_ source: JSONValue, _ json: JSONValue) throws(ReadingError) -> FaultRule.Subject {
        let matcher = try deliveryMatcher(source, at: "/on")
        if let name = ["phase", "reuse", "repeats"].first(where: { json[$0] != nil }) {
            throw ReadingError("/\(name)", "belongs to requests, and this rule is about deliveries")
        }
        return .deliveries(matcher, try effect(json["then"], matcher))
    }

    private func effect(
        _ then: JSONValue?,
        _ matcher: DeliveryMatcher
    ) throws(ReadingError) -> DeliveryFault.Effect? {
        guard let name = try action(then, among: Self.deliveryActions + ["truncate"]), let then else { return nil }
        switch name {
        case "drop": return .drop
        case "duplicate": return try duplicate(then["duplicate"] ?? [:])
        case "reorder": return try reorder(then["reorder"]?["window"]?.integer ?? 2, matcher)
        case "signature":
            return .signature(then["signature"]?.string.flatMap(DeliveryFault.Signature.init) ?? .wrong)
        case "truncate": return try truncate(then["truncate"] ?? [:])
        default: return .unknownEvent
        }
    }

    /// Reads `truncate`: a shorter body is sent with its own length, and headers cannot be cut.
    private func truncate(_ json: JSONValue) throws(ReadingError) -> DeliveryFault.Effect {
        guard json["in"]?.string != "headers" else {
            throw ReadingError("/then/truncate/in", "must be `body` here: the headers of a delivery are not cut")
        }
        guard let length = json["after"]?.integer else {
            throw ReadingError("/then/truncate/after", "is missing: how many bytes of the body are sent")
        }
        return .truncate(after: length)
    }

    private func duplicate(_ json: JSONValue) throws(ReadingError) -> DeliveryFault.Effect {
        let gap = try json["gap"].map { gap throws(ReadingError) in try span(gap.string, "/then/duplicate/gap") }
        return .duplicate(copies: json["n"]?.integer ?? 1, gap: gap ?? .zero)
    }

    private func reorder(_ window: Int, _ matcher: DeliveryMatcher) throws(ReadingError) -> DeliveryFault.Effect {
        guard matcher.attempt == nil else {
            throw ReadingError("/on/attempt", "cannot be given here: deliveries change places, not attempts")
        }
        return .reorder(window: window)
    }
}
