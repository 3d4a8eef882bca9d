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
