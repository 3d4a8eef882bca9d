package import Domain

/// What a world starts from and is reset to: all that a scenario says, ready to be used.
package struct Baseline: Sendable {
    /// Which keys open something.
    package enum Authentication: String, CaseIterable, Sendable {
        /// Every key that looks like one opens a world of its own.
        case open
        /// Only keys that the scenario declares, and those that were minted.
        case declared
    }

    /// The scenario's name.
    package var name: String
    /// The scenario's file; nil for what is built in.
    package var file: String?
    /// Counts the texts that the file has had; another number is another scenario.
    package var revision = 0
    /// Makes worlds repeatable; nil for ids that are new each time.
    package private(set) var seed: UInt64?
    /// The ids of what every world starts with.
    package private(set) var identifiers: BaselineIdentifiers
    /// How the organization starts.
    package var settings = OrganizationPatch()
    /// Which keys open something.
    package var authentication = Authentication.open
    /// The keys of one sandbox, which is named by the first of them.
    package var keys: [OrganizationPatch.KeyDraft] = []
    /// Where the clock stands; nil for the wall's time.
    package var clock: ClockSetting?
    /// How webhooks are delivered.
    package var policy = WebhookPolicy()
    /// Authorities in PEM form that receivers' certificates may come from.
    package var trustedCertificates: String?
    /// What goes wrong on purpose.
    package var faults: [FaultRule] = []
    /// What there is beside the organization.
    package var objects = SeededObjects()
    /// The endpoint that hears of events from the start.
    package var endpoint: BaselineEndpoint?

    /// A baseline with nothing in it; without a seed, `randomSeed` decides the ids of what worlds start with.
    package init(name: String, seed: UInt64?, randomSeed: UInt64) {
        self.name = name
        self.seed = seed
        identifiers = BaselineIdentifiers(seed: seed ?? randomSeed)
    }

    /// What holds when nothing is named and there is no file: Business, one team, nothing else.
    package static func standard(
        seed: UInt64?,
        randomSeed: UInt64,
        endpoint: BaselineEndpoint? = nil
    ) -> Baseline {
        var baseline = Baseline(name: "default", seed: seed, randomSeed: randomSeed)
        baseline.settings.name = "Your Platform Inc"
        baseline.settings.plan = .business
        baseline.settings.teams = [OrganizationPatch.TeamDraft(name: "Operations")]
        baseline.endpoint = endpoint
        return baseline
    }

    /// The same baseline with another seed.
    package func reseeded(_ seed: UInt64?) -> Baseline {
        guard let seed else { return self }
        var baseline = self
        baseline.seed = seed
        baseline.identifiers = BaselineIdentifiers(seed: seed)
        return baseline
    }

    /// The organization alone, with its teams and settings.
    var emptied: Baseline {
        var baseline = self
        baseline.objects = SeededObjects()
        baseline.endpoint = nil
        baseline.faults = []
        return baseline
    }

    /// The key by which the sandbox is known that a key opens: of the declared ones, the first.
    func principalKey(of key: String) -> String {
        keys.contains { $0.secret == key } ? keys[0].secret : key
    }

    /// The further keys of a sandbox.
    func extraKeys(of key: String) -> [String] {
        keys.first?.secret == key ? keys.dropFirst().map(\.secret) : []
    }

    /// Whether a key may open a sandbox.
    func opens(_ key: String) -> Bool {
        if keys.contains(where: { $0.secret == key }) { return true }
        switch authentication {
        case .open: return SandboxRegistry.isKey(key)
        case .declared: return false
        }
    }

    /// The clock of a world that starts at a moment of the wall clock.
    func clock(wall: Timestamp) -> WorldClock {
        guard let clock else { return .wall }
        return .showing(clock.moment ?? wall, mode: clock.mode, wall: wall)
    }

    /// Puts into a world what there is beside the organization.
    func fill(_ state: inout WorldState, webhookSecret: String, at now: Timestamp) {
        var objects = objects
        if let endpoint {
            let draft = WebhookSubscriptionDraft(url: endpoint.url, events: endpoint.events)
            objects.webhookSubscriptions.append(SeededWebhookSubscription(draft: draft))
        }
        state.seed(objects, ids: identifiers, webhookSecret: webhookSecret, at: now)
    }

    /// The organization as it starts for the owner of a key, with later settings on top.
    func organization(key: String, layer: OrganizationPatch) -> Organization {
        var organization = Organization(
            id: identifiers.object(named: key),
            name: "",
            plan: .business,
            teams: []
        )
        var own = OrganizationPatch()
        own.apiKeys = keys.first?.secret == key ? keys : [OrganizationPatch.KeyDraft(secret: key)]
        for patch in [own, settings, layer] { organization.apply(patch, ids: identifiers) }
        return organization
    }
}
