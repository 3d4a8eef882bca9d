package import Domain

/// What a world is born as and goes back to: a seed and the settings of its organization.
package struct Baseline: Sendable {
    /// The scenario's name.
    package let name: String
    /// Makes worlds repeatable; nil for ids that are new each time.
    package var seed: UInt64?
    /// The ids of what every world is born with.
    package let identifiers: BaselineIdentifiers
    /// How the organization starts.
    package let settings: OrganizationPatch
    /// The endpoint that hears of events from the start.
    package let endpoint: BaselineEndpoint?

    /// A baseline; without a seed, `randomSeed` decides the ids of what worlds are born with.
    package init(
        name: String,
        seed: UInt64?,
        randomSeed: UInt64,
        settings: OrganizationPatch,
        endpoint: BaselineEndpoint? = nil
    ) {
        self.name = name
        self.endpoint = endpoint
        self.seed = seed
        identifiers = BaselineIdentifiers(seed: seed ?? randomSeed)
        self.settings = settings
    }

    /// What holds when nothing is named: Business, one team, nothing else.
    package static func standard(
        seed: UInt64?,
        randomSeed: UInt64,
        endpoint: BaselineEndpoint? = nil
    ) -> Baseline {
        var settings = OrganizationPatch()
        settings.name = "Your Platform Inc"
        settings.plan = .business
        settings.teams = [OrganizationPatch.TeamDraft(name: "Operations")]
        return Baseline(
            name: "default",
            seed: seed,
            randomSeed: randomSeed,
            settings: settings,
            endpoint: endpoint
        )
    }

    /// The same baseline with another seed.
    func reseeded(_ seed: UInt64?) -> Baseline {
        guard let seed else { return self }
        return Baseline(name: name, seed: seed, randomSeed: seed, settings: settings, endpoint: endpoint)
    }

    /// The organization as it starts for the owner of a key, with later settings on top.
    func organization(key: String, layer: OrganizationPatch) -> Organization {
        var organization = Organization(
            id: identifiers.object(named: key),
            name: "",
            plan: .business,
            teams: []
        )
        var keys = OrganizationPatch()
        keys.apiKeys = [OrganizationPatch.KeyDraft(secret: key)]
        for patch in [keys, settings, layer] { organization.apply(patch, ids: identifiers) }
        return organization
    }
}
