import DequeModule
package import Domain
import Synchronization

/// All sandboxes, found by key or by id: created at first use, the least recently used evicted when there are too many.
package final class SandboxRegistry: Sendable {
    /// What a key opens.
    package enum Admission: Sendable {
        case sandbox(Sandbox)
        /// It opened a sandbox that was given up; only a reset makes a new one.
        case evicted
        /// It is no key of this emulator.
        case unknown
    }

    struct Storage {
        var byKey: [String: Sandbox] = [:]
        var byID: [Identifier<Sandbox>: Sandbox] = [:]
        /// The keys by which a sandbox is found beside its own, those that its organization has lost included.
        var extraKeys: [Identifier<Sandbox>: Set<String>] = [:]
        var evicted = EvictedKeys()
        var baseline: Baseline
        /// A seed that was given for all sandboxes, whatever the scenario's file says.
        var ownSeed: UInt64?
        var layer: SettingsLayer
    }

    let storage: Mutex<Storage>
    let settings: Settings
    /// What goes wrong for requests that belong to no sandbox; they count together.
    package let unmatchedFaults: FaultPlan

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
        package var makeRunner: @Sendable () -> any WorldRunner = { IdleRunner() }
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
        let layer = SettingsLayer(of: baseline)
        storage = Mutex(Storage(baseline: baseline, layer: layer))
        self.settings = settings
        let seed = WorldSeed(value: baseline.seed ?? settings.randomSeed(), key: "")
        unmatchedFaults = FaultPlan(shared: layer.faults, seed: seed)
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

    /// The sandbox of a key, created now if the key may have one.
    package func admit(_ key: String) -> Admission {
        let (admission, ended) = storage.withLock { storage -> (Admission, World?) in
            if let sandbox = storage.byKey[key] { return (.sandbox(sandbox), nil) }
            guard !storage.evicted.contains(key) else { return (.evicted, nil) }
            guard storage.baseline.opens(key) else { return (.unknown, nil) }
            let principal = storage.baseline.principalKey(of: key)
            if let sandbox = storage.byKey[principal] {
                storage.attach([key], to: sandbox)
                return (.sandbox(sandbox), nil)
            }
            let ended = makeRoom(in: &storage)
            return (.sandbox(addSandbox(of: principal, Origin(baseline: storage.baseline), in: &storage)), ended)
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
        storage.withLock { storage in
            storage.byID.values.sorted { ($0.createdAt, $0.id.description) < ($1.createdAt, $1.id.description) }
        }
    }

    /// The sandboxes whose state holds what is looked for, asked one by one: no index outlives its sandbox.
    package func sandboxes(where holds: (borrowing WorldState) -> Bool) -> [Sandbox] {
        let all = storage.withLock { Array($0.byID.values) }
        let wall = now
        return all.filter { sandbox in sandbox.world.read(at: wall) { holds($0) } }
    }

    /// The organization that a new sandbox of that key would have: what a keyless reader sees.
    package func organizationOfNewSandbox(key: String = "") -> Organization {
        storage.withLock { $0.baseline.organization(key: key, layer: $0.layer.organization) }
    }

    /// How a new sandbox would deliver webhooks.
    package var policyOfNewSandboxes: WebhookPolicy { storage.withLock { $0.layer.policy ?? $0.baseline.policy } }

    /// The clock of a new sandbox.
    package var clockOfNewSandboxes: WorldClock {
        let wall = now
        return storage.withLock { $0.layer.clock ?? $0.baseline.clock(wall: wall) }
    }

    /// The baseline that new sandboxes start from.
    package var baseline: Baseline { storage.withLock { $0.baseline } }
}
