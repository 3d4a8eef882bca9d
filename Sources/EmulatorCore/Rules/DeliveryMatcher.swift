package import Documents
import Domain

/// Which deliveries a rule speaks of; all that is given must fit.
package struct DeliveryMatcher: Sendable {
    /// The keys that only deliveries have.
    static let keys = ["event", "url", "subscription_id", "attempt"]
    private static let roots = ["body", "headers"]

    /// The event's type, or a glob of types.
    let event: Glob?
    /// The attempt that it speaks of; nil for deliveries as a whole.
    package let attempt: Int?
    private let url: Glob?
    private let subscriptionID: String?
    private let places: [PlacePattern]

    /// Reads a matcher, whose keys its schema has accepted.
    package init(_ json: JSONValue, at pointer: String) throws(ReadingError) {
        event = json["event"]?.string.map { Glob($0) }
        url = json["url"]?.string.map { Glob($0) }
        subscriptionID = json["subscription_id"]?.string
        attempt = json["attempt"]?.integer
        places = try PlacePattern.read(json["where"], roots: Self.roots, at: pointer)
    }

    /// Whether a delivery, or an attempt, fits.
    package func matches(_ facts: DeliveryFacts) -> Bool {
        if attempt != facts.attempt { return false }
        if let event, !event.matches(facts.event) { return false }
        if let url, !url.matches(facts.url) { return false }
        if let subscriptionID, subscriptionID != facts.subscriptionID { return false }
        return facts.match(places)
    }
}
