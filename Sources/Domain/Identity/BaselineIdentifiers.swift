/// Makes the ids of what a world starts with: from a seed and a name alone.
///
/// They are the same in every sandbox and after every reset, so that a test may keep the id of a team.
package struct BaselineIdentifiers: Hashable, Sendable {
    private let seed: UInt64

    /// The ids that belong to a seed.
    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The id of an object that a scenario or a setting names.
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

    /// What Meta's ids of a message and of its file are drawn from.
    func messageStream(of message: Identifier<Message>) -> RandomStream {
        RandomStream(seed: seed, purpose: "wamid/" + message.description)
    }

    /// Where the user ids of seeded phone numbers follow from.
    var userIDSeed: UInt64 { RandomStream(seed: seed, purpose: "user_ids").state }

    /// The token of a setup link: `csl_` and 24 base64url characters.
    func setupLinkToken(of link: Identifier<SetupLink>) -> String {
        var stream = RandomStream(seed: seed, purpose: "token/" + link.description)
        return stream.text(prefix: "csl_", length: 24, alphabet: .base64URL)
    }
}
