/// The seed that all ids of one world are derived from, together with the sandbox's key.
///
/// The key is included so that two sandboxes with the same seed never generate the same id.
package struct WorldSeed: Hashable, Sendable {
    /// The seed from the scenario, or a random number.
    package let value: UInt64
    /// The sandbox's API key, or another name that is unique to the sandbox.
    package let key: String

    /// The seed of the sandbox with that key.
    package init(value: UInt64, key: String) {
        self.value = value
        self.key = key
    }

    /// The random stream for one purpose, independent of all other streams.
    package func stream(_ purpose: String) -> RandomStream {
        RandomStream(seed: value, purpose: purpose + "/" + key)
    }
}
