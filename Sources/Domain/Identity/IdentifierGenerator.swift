/// Generates the ids and tokens of one world, with a separate random stream for each purpose.
///
/// The streams are part of the state, so a world with a seed generates the same ids again after a reset. They are
/// separate so that one more event or token does not change the ids of the objects that are created afterwards.
package struct IdentifierGenerator: Hashable, Sendable {
    var objects: RandomStream
    var internals: RandomStream
    var events: RandomStream
    var tokens: RandomStream
    var secrets: RandomStream
    var nonces: RandomStream
    var numbers: RandomStream
    var deliveries: RandomStream
    /// The seed of the jitter of retries; nothing is drawn from it, because attempts may end in any order.
    var chances: RandomStream
    var wamids: RandomStream
    /// The seed of the user ids of phone numbers; nothing is drawn from it, so their order does not matter.
    var users: RandomStream

    /// The streams of a new world.
    package init(seed: WorldSeed) {
        objects = seed.stream("objects")
        internals = seed.stream("internals")
        events = seed.stream("events")
        tokens = seed.stream("tokens")
        secrets = seed.stream("secrets")
        nonces = seed.stream("nonces")
        numbers = seed.stream("numbers")
        deliveries = seed.stream("deliveries")
        chances = seed.stream("jitter")
        wamids = seed.stream("wamids")
        users = seed.stream("user_ids")
    }

    /// A new public id.
    package mutating func object<Kind: Identifiable26>(_ kind: Kind.Type = Kind.self) -> Identifier<Kind> {
        .random(from: &objects)
    }

    /// A new event id.
    package mutating func event() -> Identifier<DomainEvent> {
        .random(from: &events)
    }

    /// A customer's internal id: 12 lower-case letters and digits.
    package mutating func internalID() -> String {
        internals.text(prefix: "", length: 12, alphabet: .alphanumeric)
    }

    /// A setup link's token: `csl_` and 24 base64url characters, 18 random bytes.
    package mutating func setupLinkToken() -> String {
        tokens.text(prefix: "csl_", length: 24, alphabet: .base64URL)
    }

    /// A new delivery id; from a stream of its own, so that another subscription does not change other ids.
    mutating func delivery() -> Identifier<WebhookDelivery> {
        .random(from: &deliveries)
    }

    /// An onboarding nonce: 32 base64url characters.
    mutating func nonce() -> String {
        nonces.text(prefix: "", length: 32, alphabet: .base64URL)
    }

    /// A number for a signup to connect: an Indonesian mobile number and a `phone_number_id` of 15 digits.
    mutating func phoneNumber() -> (number: String, id: String) {
        let id = numbers.text(prefix: "1", length: 14, alphabet: .digits)
        let digits = Array(numbers.text(prefix: "", length: 10, alphabet: .digits))
        let number = "+62 8\(String(digits[0..<2]))-\(String(digits[2..<6]))-\(String(digits[6..<10]))"
        return (number, id)
    }

    /// A number in 0..<1 for the jitter of a retry; it does not depend on the order in which attempts end.
    func chance(of delivery: Identifier<WebhookDelivery>, afterAttempts count: Int) -> Double {
        var stream = RandomStream(seed: chances.state, purpose: "\(delivery) \(count)")
        return Double.random(in: 0..<1, using: &stream)
    }

    /// A webhook secret: `whsec_` and 32 base64url characters.
    package mutating func webhookSecret() -> String {
        secrets.text(prefix: "whsec_", length: 32, alphabet: .base64URL)
    }
}
