import DequeModule
package import Domain
import Synchronization

/// All sandboxes, found by key or by id; born at first use, the least recently used given up when there are too many.
package final class SandboxRegistry: Sendable {
    /// What a key opens.
    package enum Admission: Sendable {
        case sandbox(Sandbox)
        /// It opened a sandbox that was given up; only a reset makes a new one.
        case evicted
        /// It is no key of this emulator.
        case unknown
    }

    private struct Storage {
        var byKey: [String: Sandbox] = [:]
        var byID: [Identifier<Sandbox>: Sandbox] = [:]
        /// The keys by which a sandbox is found beside its own, those that its organization has lost included.
        var extraKeys: [Identifier<Sandbox>: Set<String>] = [:]
        var evicted = EvictedKeys()
        var baseline: Baseline
        var layer = SettingsLayer()
    }

    private let storage: Mutex<Storage>
    private let settings: Settings
    /// What goes wrong for requests that belong to no sandbox; they count together.
    package let strayFaults: FaultPlan

    /// What a registry works with.
    package struct Settings: Sendable {
        /// Where time comes from.
        package var clock: EmulatorClock
        /// Where seeds come from that nobody gave.
        package var randomSeed: @Sendable () -> UInt64
        /// How many sandboxes may live.
        package var maximum: Int
        /// How much memory journals may take.
        package var budget: JournalBudget
        /// Makes what runs a world's timers and sends its deliveries.
        package var makeDriver: @Sendable () -> any WorldDriver = { IdleDriver() }
        /// Takes worlds that have ended, so that freeing them costs no request anything.
        package var discard: @Sendable (World) -> Void

        /// Settings with the usual values.
        package init(
            clock: EmulatorClock = .system,
            randomSeed: @escaping @Sendable () -> UInt64 = Settings.systemRandomSeed,
            maximum: Int = 10_000,
            discard: @escaping @Sendable (World) -> Void = { _ in }
        ) {
            self.clock = clock
            self.randomSeed = randomSeed
            self.maximum = maximum
            self.discard = discard
            budget = JournalBudget()
        }

        /// A seed from the machine's source of randomness.
        package static let systemRandomSeed: @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    }

    /// A registry whose sandboxes start from that baseline.
    package init(baseline: Baseline, settings: Settings = Settings()) {
        storage = Mutex(Storage(baseline: baseline))
        self.settings = settings
        strayFaults = FaultPlan(shared: [], seed: WorldSeed(value: baseline.seed ?? settings.randomSeed(), key: ""))
    }

    /// The present moment on the clock that sandboxes live by.
    package var now: Timestamp { settings.clock.now }

    /// The memory that journals share.
    package var budget: JournalBudget { settings.budget }

    // MARK: Finding

    /// Whether a text can be a key at all: `kdv_live_` or `kdv_test_` and something behind it.
    package static func isKey(_ text: String) -> Bool {
        text.utf8.count > 9 && (text.hasPrefix("kdv_live_") || text.hasPrefix("kdv_test_"))
    }

    /// The sandbox of a key, born now if the key may have one.
    package func admit(_ key: String) -> Admission {
        let (admission, ended) = storage.withLock { storage -> (Admission, World?) in
            if let sandbox = storage.byKey[key] { return (.sandbox(sandbox), nil) }
            guard !storage.evicted.contains(key) else { return (.evicted, nil) }
            guard Self.isKey(key) else { return (.unknown, nil) }
            let ended = makeRoom(in: &storage)
            return (.sandbox(birth(of: key, from: storage.baseline, in: &storage)), ended)
        }
        if let ended { end(ended) }
        return admission
    }

    /// The sandbox of that id.
    package func sandbox(_ id: String) -> Sandbox? {
        storage.withLock { $0.byID[Identifier(id)] }
    }

    /// All sandboxes, the oldest first.
    package var sandboxes: [Sandbox] {
        storage.withLock { $0.byID.values.sorted { ($0.bornAt, $0.id.description) < ($1.bornAt, $1.id.description) } }
    }

    /// The sandboxes whose state holds what is looked for, asked one by one: no index outlives its sandbox.
    package func sandboxes(where holds: (SandboxState) -> Bool) -> [Sandbox] {
        let all = storage.withLock { Array($0.byID.values) }
        return all.filter { sandbox in sandbox.world.transaction { state in holds(state) } }
    }

    /// The organization as a sandbox of that key would be born now: what a keyless reader sees.
    package func organizationAtBirth(key: String = "") -> Organization {
        storage.withLock { $0.baseline.organization(key: key, layer: $0.layer.organization) }
    }

    /// How a sandbox that is born now would deliver webhooks.
    package var policyAtBirth: WebhookPolicy { storage.withLock { $0.layer.policy } ?? WebhookPolicy() }

    /// The clock of a sandbox that is born now.
    package var clockAtBirth: WorldClock { storage.withLock { $0.layer.clock } ?? .wall }

    /// The baseline that new sandboxes start from.
    package var baseline: Baseline { storage.withLock { $0.baseline } }

    // MARK: Changing

    /// Makes a sandbox for a key, a drawn one if none is given; nil if the key has one already.
    package func mint(key: String?, seed: UInt64?) -> Sandbox? {
        let key = key ?? drawKey()
        let (sandbox, ended) = storage.withLock { storage -> (Sandbox?, World?) in
            guard storage.byKey[key] == nil else { return (nil, nil) }
            storage.evicted.remove(key)
            let ended = makeRoom(in: &storage)
            return (birth(of: key, from: storage.baseline.reseeded(seed), in: &storage), ended)
        }
        if let ended { end(ended) }
        return sandbox
    }

    /// Gives a sandbox up; its keys start anew when they come again.
    package func drop(_ sandbox: Sandbox) {
        storage.withLock { _ = Self.remove(sandbox, from: &$0) }
        end(sandbox.world)
    }

    /// Changes the settings of one organization and lets its keys find it; false if a key belongs to another sandbox.
    @discardableResult
    package func configure(_ sandbox: Sandbox, with patch: OrganizationPatch) -> Bool {
        let keys = patch.apiKeys?.map(\.secret) ?? []
        let isFree = storage.withLock { storage in
            guard keys.allSatisfy({ storage.byKey[$0] == nil || storage.byKey[$0] === sandbox }) else { return false }
            guard storage.byID[sandbox.id] === sandbox else { return true }
            for key in keys where key != sandbox.key {
                storage.byKey[key] = sandbox
                storage.extraKeys[sandbox.id, default: []].insert(key)
            }
            return true
        }
        guard isFree else { return false }
        let identifiers = sandbox.baseline.identifiers
        let world = sandbox.world
        world.transaction { state in state.organization.apply(patch, ids: identifiers) }
        world.rateLimiter.refill()
        return true
    }

    /// Changes the settings of all organizations, of those too that are born later.
    package func configureAll(with patch: OrganizationPatch) {
        storage.withLock { $0.layer.organization = $0.layer.organization.merged(with: patch) }
        for sandbox in sandboxes { configure(sandbox, with: patch) }
    }

    /// Changes how all organizations deliver webhooks, and those that are born later.
    package func setPolicyOfAll(_ policy: WebhookPolicy) {
        storage.withLock { $0.layer.policy = policy }
        for sandbox in sandboxes { sandbox.world.transaction { $0.setPolicy(policy) } }
    }

    /// Sets the clocks of all sandboxes, and of those that are born later.
    package func setClockOfAll(_ mode: WorldClock.Mode, to moment: Timestamp?) {
        let wall = now
        storage.withLock { $0.layer.clock = .showing(moment ?? wall, mode: mode, wall: wall) }
        for sandbox in sandboxes { sandbox.world.setClock(mode, to: moment, wall: wall) }
    }

    /// Puts one sandbox back to its baseline; the keyless layer stays.
    ///
    /// `whenSilent` runs once nothing of the old world can be sent any more.
    package func reset(
        _ sandbox: Sandbox,
        seed: UInt64? = nil,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport {
        let layer = storage.withLock { $0.layer }
        let baseline = sandbox.baseline.reseeded(seed)
        let world = makeWorld(
            key: sandbox.key,
            webhookSecret: sandbox.webhookSecret,
            baseline: baseline,
            layer: layer
        )
        let old = sandbox.replaceWorld(with: world, baseline: baseline)
        storage.withLock { _ = Self.releaseExtraKeys(of: sandbox, in: &$0) }
        return ResetReport(sandboxes: 1, cancelled: end(old, whenSilent: whenSilent))
    }

    /// Puts every sandbox back, drops the keyless layer and lets keys of evicted sandboxes in again.
    package func resetAll(
        seed: UInt64? = nil,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport {
        storage.withLock { storage in
            storage.layer = SettingsLayer()
            _ = strayFaults.remove(nil, isShared: true)
            storage.evicted = EvictedKeys()
            storage.baseline = storage.baseline.reseeded(seed)
        }
        let all = sandboxes
        let silence = Gathering(parts: all.count + 1, startingWith: ()) { whenSilent() }
        defer { silence.done() }
        return all.reduce(into: ResetReport()) { report, sandbox in
            report.add(reset(sandbox, seed: seed) { silence.done() })
        }
    }

    /// Lets the key of an evicted sandbox start anew, as a reset with it does.
    package func readmit(_ key: String) {
        storage.withLock { $0.evicted.remove(key) }
    }

    /// The rules that were given without a key.
    var layerFaults: [FaultRule] { storage.withLock { $0.layer.faults } }

    /// Changes what sandboxes are born with on top of their baseline.
    @discardableResult
    func updateLayer<Result: Sendable>(_ change: (inout SettingsLayer) -> Result) -> Result {
        storage.withLock { change(&$0.layer) }
    }

    // MARK: Birth and end

    private func birth(of key: String, from baseline: Baseline, in storage: inout Storage) -> Sandbox {
        let now = settings.clock.now
        var stream = RandomStream(seed: baseline.seed ?? settings.randomSeed(), purpose: "sandbox/" + key)
        let id = Identifier<Sandbox>.random(from: &stream)
        let drawn = stream.text(prefix: "whsec_", length: 32, alphabet: .base64URL)
        let secret = baseline.endpoint?.secret ?? drawn
        let sandbox = Sandbox(
            id: id,
            key: key,
            webhookSecret: secret,
            baseline: baseline,
            world: makeWorld(key: key, webhookSecret: secret, baseline: baseline, layer: storage.layer),
            at: now
        )
        storage.byID[sandbox.id] = sandbox
        storage.byKey[key] = sandbox
        return sandbox
    }

    private func makeWorld(key: String, webhookSecret: String, baseline: Baseline, layer: SettingsLayer) -> World {
        let wall = settings.clock.now
        let seed = WorldSeed(value: baseline.seed ?? settings.randomSeed(), key: key)
        var state = SandboxState(
            organization: baseline.organization(key: key, layer: layer.organization),
            seed: seed
        )
        if let clock = layer.clock { state.setClock(clock, wall: wall) }
        if let policy = layer.policy { state.setPolicy(policy) }
        if let endpoint = baseline.endpoint {
            state.seed(
                WebhookSubscriptionDraft(url: endpoint.url, events: endpoint.events),
                secret: webhookSecret,
                ids: baseline.identifiers,
                at: state.now(wall: wall)
            )
        }
        return World(
            state: state,
            seed: seed,
            budget: settings.budget,
            faults: layer.faults,
            driver: settings.makeDriver()
        )
    }

    @discardableResult
    private func end(_ world: World, whenSilent: @escaping @Sendable () -> Void = {}) -> CancelledWork {
        let cancelled = world.end(whenSilent: whenSilent)
        settings.discard(world)
        return cancelled
    }

    private func makeRoom(in storage: inout Storage) -> World? {
        guard storage.byID.count >= settings.maximum,
            let idle = storage.byID.values.min(by: { $0.usedAt < $1.usedAt })
        else { return nil }
        for key in Self.remove(idle, from: &storage) { storage.evicted.insert(key) }
        return idle.world
    }

    private func drawKey() -> String {
        var stream = RandomStream(seed: settings.randomSeed())
        return stream.text(prefix: "kdv_test_", length: 24, alphabet: .base64URL)
    }

    /// Takes a sandbox off all lists; answers the keys that opened it.
    private static func remove(_ sandbox: Sandbox, from storage: inout Storage) -> Set<String> {
        guard storage.byID[sandbox.id] === sandbox else { return [] }
        let extraKeys = releaseExtraKeys(of: sandbox, in: &storage)
        storage.byID[sandbox.id] = nil
        storage.byKey[sandbox.key] = nil
        return extraKeys.union([sandbox.key])
    }

    private static func releaseExtraKeys(of sandbox: Sandbox, in storage: inout Storage) -> Set<String> {
        guard storage.byID[sandbox.id] === sandbox else { return [] }
        let keys = storage.extraKeys.removeValue(forKey: sandbox.id) ?? []
        for key in keys { storage.byKey[key] = nil }
        return keys
    }
}

/// What a reset did.
package struct ResetReport: Hashable, Sendable {
    /// How many sandboxes were put back.
    package var sandboxes = 0
    /// What was under way in them.
    package var cancelled = CancelledWork()

    /// That many sandboxes, none unless said otherwise.
    package init(sandboxes: Int = 0, cancelled: CancelledWork = CancelledWork()) {
        self.sandboxes = sandboxes
        self.cancelled = cancelled
    }

    mutating func add(_ other: ResetReport) {
        sandboxes += other.sandboxes
        cancelled.add(other.cancelled)
    }
}
