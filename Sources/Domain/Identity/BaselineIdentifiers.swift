/// Derives the ids of the objects in a baseline from a seed and a name.
///
/// The ids are the same in every sandbox and after every reset, so a test may hard-code the id of a team.
package struct BaselineIdentifiers: Hashable, Sendable {
    /// The seed of the ids.
    package let seed: UInt64

    /// The ids that follow from that seed.
    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The id of an object with that name in a scenario or a setting.
    package func object<Kind: Identifiable26>(named name: String) -> Identifier<Kind> {
        var stream = RandomStream(seed: seed, purpose: Kind.idPrefix + name)
        return .random(from: &stream)
    }

    /// The id of a team: `t1_` and 12 lower-case letters and digits.
    package func team(named name: String) -> Identifier<Team> {
        var stream = RandomStream(seed: seed, purpose: "t1_" + name)
        return Identifier(stream.text(prefix: "t1_", length: 12, alphabet: .alphanumeric))
    }

    /// The internal id of a customer: 12 lower-case letters and digits.
    func internalID(of customer: Identifier<Customer>) -> String {
        var stream = RandomStream(seed: seed, purpose: "internal/" + customer.description)
        return stream.text(prefix: "", length: 12, alphabet: .alphanumeric)
    }

    /// The random numbers for the wamid of a seeded message and the id of its file.
    func messageStream(of message: Identifier<Message>) -> RandomStream {
        RandomStream(seed: seed, purpose: "wamid/" + message.description)
    }

    /// The seed that the user ids of seeded phone numbers are derived from.
    var userIDSeed: UInt64 { RandomStream(seed: seed, purpose: "user_ids").state }

    /// The token of a setup link: `csl_` and 24 base64url characters.
    func setupLinkToken(of link: Identifier<SetupLink>) -> String {
        var stream = RandomStream(seed: seed, purpose: "token/" + link.description)
        return stream.text(prefix: "csl_", length: 24, alphabet: .base64URL)
    }
}
