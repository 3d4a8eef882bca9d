package import Domain

/// What a world starts from and is reset to: the contents of a scenario, read and validated.
package struct Baseline: Sendable {
    /// Which API keys are accepted.
    package enum Authentication: String, CaseIterable, Sendable {
        /// Every well-formed key, such as `kdv_test_a`; keys that are not declared open a sandbox each.
        case open
        /// Only keys that the scenario declares, and keys of sandboxes that a control request created.
        case declared
    }

    /// The scenario's name.
    package var name: String
    /// The path of the scenario's file; nil for the built-in baseline.
    package var file: String?
    /// The text of the scenario's file; nil for the built-in baseline, and if the file is not in UTF-8.
    package var text: String?
    /// Counts the versions of the file's text that were read; another number is another scenario.
    package var revision = 0
    /// Makes worlds repeatable; nil for new ids in each world.
    package private(set) var seed: UInt64?
    /// Makes the ids of the objects that every world starts with.
    package private(set) var identifiers: BaselineIdentifiers
    /// The settings of the organization.
    package var settings = OrganizationPatch()
    /// Which API keys are accepted.
    package var authentication = Authentication.open
    /// The declared keys, which all open one sandbox; the first one identifies it.
    package var keys: [OrganizationPatch.KeyDraft] = []
    /// The setting of the clock; nil for wall time.
    package var clock: ClockSetting?
    /// How webhooks are delivered.
    package var policy = WebhookPolicy()
    /// Certificate authorities in PEM form that are trusted for receivers, in addition to the usual ones.
    package var trustedCertificates: String?
    /// The fault rules.
    package var faults: [FaultRule] = []
    /// The objects beside the organization, such as customers and templates.
    package var objects = SeededObjects()
    /// The endpoint that gets webhooks from the start; nil for none.
    package var endpoint: BaselineEndpoint?
    /// The secret of subscriptions for which none is declared; nil if each sandbox draws its own.
    package var webhookSecret: String?
    /// An earlier world that every world continues; nil for worlds that are made from settings and objects.
    package private(set) var continued: DatedState?

    /// A baseline without settings and objects; without a `seed`, its objects get their ids from `randomSeed`.
    package init(name: String, seed: UInt64?, randomSeed: UInt64) {
        self.name = name
        self.seed = seed
        identifiers = BaselineIdentifiers(seed: seed ?? randomSeed)
    }

    /// The built-in baseline: an organization with the plan Business and one team, and no objects.
    ///
    /// It is used if no scenario is named and there is no file `default`.
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

    /// A baseline with which every world continues an earlier world, from the time that the earlier one's clock shows.
    package static func continuing(_ world: DatedState, named name: String, randomSeed: UInt64) -> Baseline {
        var baseline = Baseline(name: name, seed: nil, randomSeed: randomSeed)
        baseline.continued = world
        baseline.clock = ClockSetting(mode: world.state.clock.mode, moment: world.now)
        baseline.policy = world.state.policy
        baseline.trustedCertificates = world.state.trustedCertificates
        return baseline
    }

    /// The same baseline with another seed; nil keeps the present one.
    package func reseeded(_ seed: UInt64?) -> Baseline {
        guard let seed else { return self }
        var baseline = self
        baseline.seed = seed
        baseline.identifiers = BaselineIdentifiers(seed: seed)
        return baseline
    }

    /// The same baseline without objects, endpoint and fault rules; the organization stays with its teams and settings.
    var emptied: Baseline {
        var baseline = self
        baseline.continued = nil
        baseline.objects = SeededObjects()
        baseline.endpoint = nil
        baseline.faults = []
        return baseline
    }

    /// The key that identifies the sandbox of a key: the first declared one for a declared key, else the key itself.
    func principalKey(of key: String) -> String {
        keys.contains { $0.secret == key } ? keys[0].secret : key
    }

    /// The declared keys after the first if `key` is the first one, else none.
    func extraKeys(of key: String) -> [String] {
        keys.first?.secret == key ? keys.dropFirst().map(\.secret) : []
    }

    /// Whether a key is accepted.
    func opens(_ key: String) -> Bool {
        if keys.contains(where: { $0.secret == key }) { return true }
        switch authentication {
        case .open: return SandboxRegistry.isKey(key)
        case .declared: return false
        }
    }

    /// The clock of a world that starts at that wall time.
    func clock(wall: Timestamp) -> WorldClock {
        guard let clock else { return .wall }
        return .showing(clock.moment ?? wall, mode: clock.mode, wall: wall)
    }

    /// Adds the objects and the endpoint to a world.
    func fill(_ state: inout WorldState, webhookSecret: String, at now: Timestamp) {
        var objects = objects
        if let endpoint {
            let draft = WebhookSubscriptionDraft(url: endpoint.url, events: endpoint.events)
            objects.webhookSubscriptions.append(SeededWebhookSubscription(draft: draft))
        }
        state.seed(objects, ids: identifiers, webhookSecret: webhookSecret, at: now)
    }

    /// The organization of a new world for a key, with the settings of `layer` on top.
    func organization(key: String, layer: OrganizationPatch) -> Organization {
        var organization =
            continued?.state.organization
            ?? Organization(id: identifiers.object(named: key), name: "", plan: .business, teams: [])
        var own = OrganizationPatch()
        own.apiKeys = keys.first?.secret == key ? keys : [OrganizationPatch.KeyDraft(secret: key)]
        for patch in [own, settings, layer] { organization.apply(patch, ids: identifiers) }
        return organization
    }

    /// The state of a new world with that organization, before the objects of a scenario are added.
    func state(of organization: Organization, seed: WorldSeed) -> WorldState {
        guard var state = continued?.state.revived() else { return WorldState(organization: organization, seed: seed) }
        state.organization = organization
        return state
    }
}
