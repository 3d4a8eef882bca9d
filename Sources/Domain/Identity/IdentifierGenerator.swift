/// What the ids of one world are drawn from: a seed, and the key that the world belongs to.
///
/// The key is part of it, so that two sandboxes with the same seed never make the same id.
package struct WorldSeed: Hashable, Sendable {
    /// The number that a scenario gives, or a random one.
    package let value: UInt64
    /// The API key of the sandbox, or another name that no other sandbox has.
    package let key: String

    /// A seed for the world of that key.
    package init(value: UInt64, key: String) {
        self.value = value
        self.key = key
    }

    /// The stream for one purpose; streams never influence each other.
    package func stream(_ purpose: String) -> RandomStream {
        RandomStream(seed: value, purpose: purpose + "/" + key)
    }
}

/// Makes the ids and tokens of one world, a stream for each purpose.
///
/// Part of the state, so that a seeded world gives the same ids again after a reset. Apart streams mean that an event
/// or a token more does not shift the ids of objects.
package struct IdentifierGenerator: Hashable, Sendable {
    private var objects: RandomStream
    private var internals: RandomStream
    private var events: RandomStream
    private var tokens: RandomStream
    private var secrets: RandomStream

    /// Starts all streams of a world.
    package init(seed: WorldSeed) {
        objects = seed.stream("objects")
        internals = seed.stream("internals")
        events = seed.stream("events")
        tokens = seed.stream("tokens")
        secrets = seed.stream("secrets")
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

    /// A webhook secret: `whsec_` and 32 base64url characters.
    package mutating func webhookSecret() -> String {
        secrets.text(prefix: "whsec_", length: 32, alphabet: .base64URL)
    }
}
