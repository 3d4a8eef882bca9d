package import Documents
import Domain

/// Which deliveries a rule is about; every condition that is given must match.
package struct DeliveryMatcher: Sendable {
    /// The keys of `on` that only rules about deliveries can have.
    static let keys = ["event", "url", "subscription_id", "attempt"]
    private static let roots = ["body", "headers"]

    /// The event's type, or a glob of types.
    let event: Glob?
    /// The number of the attempts that it matches; nil to match deliveries as a whole.
    package let attempt: Int?
    private let url: Glob?
    private let subscriptionID: String?
    private let places: [PlacePattern]

    /// Reads a matcher whose keys the schema has validated.
    package init(_ json: JSONValue, at pointer: String) throws(ReadingError) {
        event = json["event"]?.string.map { Glob($0) }
        url = json["url"]?.string.map { Glob($0) }
        subscriptionID = json["subscription_id"]?.string
        attempt = json["attempt"]?.integer
        places = try PlacePattern.read(json["where"], roots: Self.roots, at: pointer)
    }

    /// Whether the matcher matches a delivery or an attempt.
    package func matches(_ facts: DeliveryFacts) -> Bool {
        if attempt != facts.attempt { return false }
        if let event, !event.matches(facts.event) { return false }
        if let url, !url.matches(facts.url) { return false }
        if let subscriptionID, subscriptionID != facts.subscriptionID { return false }
        return facts.match(places)
    }

    /// The conditions that a delivery or an attempt does not meet.
    func differences(from facts: DeliveryFacts) -> [MatchDifference] {
        var found: [MatchDifference] = []
        if attempt != facts.attempt {
            found.append(
                MatchDifference("/attempt", attempt.map { .integer($0) } ?? .null, facts.attempt.map { .integer($0) })
            )
        }
        if let event, !event.matches(facts.event) {
            found.append(MatchDifference("/event", expected: .string(event.source), actual: facts.event))
        }
        if let url, !url.matches(facts.url) {
            found.append(MatchDifference("/url", expected: .string(url.source), actual: facts.url))
        }
        if let subscriptionID, subscriptionID != facts.subscriptionID {
            let actual = facts.subscriptionID
            found.append(MatchDifference("/subscription_id", expected: .string(subscriptionID), actual: actual))
        }
        return found + facts.differences(from: places)
    }
}
