/// Makes the ids and tokens of one world, a stream for each purpose.
///
/// Part of the state, so that a seeded world gives the same ids again after a reset. Apart streams mean that an event
/// or a token more does not shift the ids of objects.
package struct IdentifierGenerator: Hashable, Sendable {
    var objects: RandomStream
    var internals: RandomStream
    var events: RandomStream
    var tokens: RandomStream
    var secrets: RandomStream
    var nonces: RandomStream
    var numbers: RandomStream
    var deliveries: RandomStream
    /// Where jitter follows from; nothing is drawn from it, as attempts may end in any order.
    var chances: RandomStream
    var wamids: RandomStream
    /// Where the user ids of phone numbers follow from; nothing is drawn from it, so that their order does not matter.
    var users: RandomStream

    /// Starts all streams of a world.
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

    /// A new id of an event.
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

    /// A new id of a delivery, apart from other ids: another subscription must not shift them.
    mutating func delivery() -> Identifier<WebhookDelivery> {
        .random(from: &deliveries)
    }

    /// An onboarding nonce: 32 base64url characters.
    mutating func nonce() -> String {
        nonces.text(prefix: "", length: 32, alphabet: .base64URL)
    }

    /// The number that a signup yields: an Indonesian mobile number and an id of 15 digits.
    mutating func grant(name: String) -> OnboardingGrant {
        let id = numbers.text(prefix: "1", length: 14, alphabet: .digits)
        let digits = Array(numbers.text(prefix: "", length: 10, alphabet: .digits))
        let number = "+62 8\(String(digits[0..<2]))-\(String(digits[2..<6]))-\(String(digits[6..<10]))"
        return OnboardingGrant(phoneNumber: number, phoneNumberID: id, name: name)
    }

    /// A number from 0 up to 1, for the jitter behind an attempt; it is the same in whatever order attempts end.
    func chance(of delivery: Identifier<WebhookDelivery>, afterAttempts count: Int) -> Double {
        var stream = RandomStream(seed: chances.state, purpose: "\(delivery) \(count)")
        return Double.random(in: 0..<1, using: &stream)
    }

    /// A webhook secret: `whsec_` and 32 base64url characters.
    package mutating func webhookSecret() -> String {
        secrets.text(prefix: "whsec_", length: 32, alphabet: .base64URL)
    }
}
