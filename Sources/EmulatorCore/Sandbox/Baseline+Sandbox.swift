package import Domain

extension Baseline {
    /// The id of the sandbox of a key, and the secret that signs its deliveries where nothing else is declared.
    ///
    /// Both are drawn, and with a seed they are always the same. The secret of the endpoint, or else
    /// ``webhookSecret``, replaces the drawn one.
    package func identity(
        of key: String,
        randomSeed: () -> UInt64
    ) -> (id: Identifier<Sandbox>, webhookSecret: String) {
        var stream = RandomStream(seed: seed ?? randomSeed(), purpose: "sandbox/" + key)
        let id = Identifier<Sandbox>.random(from: &stream)
        let drawn = stream.text(prefix: "whsec_", length: 32, alphabet: .base64URL)
        return (id, endpoint?.secret ?? webhookSecret ?? drawn)
    }

    /// The key for a program to use: `preferred` if it is accepted, otherwise the first declared key that is active.
    package func usableKey(preferring preferred: String) -> String? {
        let active = keys.filter { $0.status == .active }.map(\.secret)
        let isDeclared = keys.contains { $0.secret == preferred }
        if isDeclared ? active.contains(preferred) : opens(preferred) { return preferred }
        return active.first
    }
}
