import DequeModule
package import Domain
import Synchronization

/// All sandboxes by key and id; a key's first use creates one, and the least recently used is evicted at the limit.
package final class SandboxRegistry: Sendable {
    /// Whether an API key is accepted, with its sandbox.
    package enum Admission: Sendable {
        case sandbox(Sandbox)
        /// The sandbox of the key was evicted; only a reset makes a new one.
        case evicted
        /// The key is not accepted.
        case unknown
    }

    struct Storage {
        var byKey: [String: Sandbox] = [:]
        var byID: [Identifier<Sandbox>: Sandbox] = [:]
        /// The keys that open a sandbox beside its own, including those that its organization no longer has.
        var extraKeys: [Identifier<Sandbox>: Set<String>] = [:]
        var evicted = EvictedKeys()
        /// What new sandboxes start from; those with this baseline share it.
        var sharedBaseline: Shared<Baseline>
        /// A seed that was given for all sandboxes, in place of that of the scenario's file.
        var ownSeed: UInt64?
        var layer: SettingsLayer
        /// Whether a control request has deleted counts of the coverage.
        var hasLostCoverage = false

        var baseline: Baseline {
            get { sharedBaseline.value }
            set { sharedBaseline = Shared(newValue) }
        }
    }

    let storage: Mutex<Storage>
    let settings: Settings
    /// The keyless fault rules for requests that belong to no sandbox, with counts of their own.
    package let unmatchedFaults: FaultPlan
    /// What happens in all worlds, for waits and event streams.
    package let feed = WorldFeed()
    /// Counts the answers to requests without a sandbox, and has the counts of sandboxes that no longer exist.
    package let otherCoverage = CoverageRecorder()
    /// What the fault rules did in worlds that have ended.
    let endedFaults = Mutex(FaultTallies())

    /// The dependencies and limits of a registry.
    package struct Settings: Sendable {
        /// The source of wall time.
        package var clock: EmulatorClock
        /// Makes a seed if none is given.
        package var randomSeed: @Sendable () -> UInt64
        /// How many sandboxes there can be at once.
        package var maximum: Int
        /// The limits of the memory that journals take.
        package var budget: JournalBudget
        /// Makes the runner of a world, which runs its timers and sends its deliveries.
        package var makeRunner: @Sendable () -> any WorldRunner = { IdleRunner() }
        /// Takes what has ended and may be large, so that it is not freed while a request waits.
        package var discard: @Sendable (any Discarded) -> Void

        /// Settings with their default values.
        package init(
            clock: EmulatorClock = .system,
            randomSeed: @escaping @Sendable () -> UInt64 = Settings.systemRandomSeed,
            maximum: Int = 10_000,
            discard: @escaping @Sendable (any Discarded) -> Void = { _ in }
        ) {
            self.clock = clock
            self.randomSeed = randomSeed
            self.maximum = maximum
            self.discard = discard
            budget = JournalBudget()
        }

        /// Makes a seed with the system's random number generator; like a seed in a request, it is a positive `Int`.
        package static let systemRandomSeed: @Sendable () -> UInt64 = { UInt64.random(in: 0...UInt64(Int64.max)) }
    }

    /// A registry whose sandboxes start from that baseline.
    package init(baseline: Baseline, settings: Settings = Settings()) {
        let layer = SettingsLayer(of: baseline)
        storage = Mutex(Storage(sharedBaseline: Shared(baseline), layer: layer))
        self.settings = settings
        let seed = WorldSeed(value: baseline.seed ?? settings.randomSeed(), key: "")
        unmatchedFaults = FaultPlan(shared: layer.faults, seed: seed)
    }

    /// A registry of a dry run; it has only the copy of one sandbox of another registry.
    init(dryRunOf other: SandboxRegistry, with sandbox: Sandbox, wall: Timestamp) {
        var copy = other.storage.withLock { $0 }
        let keys = copy.byKey.filter { $0.value.id == sandbox.id }.keys
        copy.byKey = Dictionary(keys.map { ($0, sandbox) }) { first, _ in first }
        copy.byID = [sandbox.id: sandbox]
        copy.extraKeys = copy.extraKeys.filter { $0.key == sandbox.id }
        storage = Mutex(copy)
        settings = Settings(clock: EmulatorClock { wall }, maximum: other.settings.maximum)
        unmatchedFaults = FaultPlan(tracing: other.unmatchedFaults)
    }

    /// The present wall time.
    package var now: Timestamp { settings.clock.now }

    /// The limits of the memory that journals take.
    package var budget: JournalBudget { settings.budget }

    // MARK: Look-up

    /// A key that every server accepts unless a scenario says otherwise.
    package static let sampleKey = "kdv_test_local"

    /// Whether a text has the form of an API key: `kdv_live_` or `kdv_test_`, and at least one character after it.
    package static func isKey(_ text: String) -> Bool {
        text.utf8.count > 9 && (text.hasPrefix("kdv_live_") || text.hasPrefix("kdv_test_"))
    }

    /// Returns the sandbox of a key, and creates it if the key is accepted and has none.
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
            return (.sandbox(addSandbox(of: principal, Origin(baseline: storage.sharedBaseline), in: &storage)), ended)
        }
        if let ended { end(ended) }
        return admission
    }

    /// The sandbox that a key opens, without creating one; nil if there is none.
    package func sandbox(openedBy key: String) -> Sandbox? {
        storage.withLock { storage in
            if let sandbox = storage.byKey[key] { return sandbox }
            return storage.baseline.opens(key) ? storage.byKey[storage.baseline.principalKey(of: key)] : nil
        }
    }

    /// The sandbox with that id; nil if there is none.
    package func sandbox(_ id: String) -> Sandbox? {
        storage.withLock { $0.byID[Identifier(id)] }
    }

    /// All sandboxes, the oldest first.
    package var sandboxes: [Sandbox] {
        storage.withLock { storage in
            storage.byID.values.sorted { ($0.createdAt, $0.id.description) < ($1.createdAt, $1.id.description) }
        }
    }

    /// The sandboxes whose state meets a condition.
    ///
    /// All states are read, one after another: an index could refer to sandboxes that no longer exist.
    package func sandboxes(where holds: (borrowing WorldState) -> Bool) -> [Sandbox] {
        let all = storage.withLock { Array($0.byID.values) }
        let wall = now
        return all.filter { sandbox in sandbox.world.read(at: wall) { holds($0) } }
    }

    /// The organization that a new sandbox of that key would have; control requests without a key show this one.
    package func organizationOfNewSandbox(key: String = "") -> Organization {
        storage.withLock { $0.baseline.organization(key: key, layer: $0.layer.organization) }
    }

    /// The webhook policy of new sandboxes.
    package var policyOfNewSandboxes: WebhookPolicy { storage.withLock { $0.layer.policy ?? $0.baseline.policy } }

    /// The clock of new sandboxes.
    package var clockOfNewSandboxes: WorldClock {
        let wall = now
        return storage.withLock { $0.layer.clock ?? $0.baseline.clock(wall: wall) }
    }

    /// The baseline that new sandboxes start from.
    package var baseline: Baseline { storage.withLock { $0.baseline } }
}
