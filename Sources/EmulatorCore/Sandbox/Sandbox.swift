package import Domain
import Synchronization

/// What one API key reaches: its world, its snapshots and its place in the registry.
package final class Sandbox: Sendable, Identifiable26 {
    package static let idPrefix = "sbx_"

    /// The id that control requests use.
    package let id: Identifier<Sandbox>
    /// The key that it was created with; it stays a part of the seed, even if the organization gets other keys.
    package let key: String
    /// The secret of the baseline's subscriptions that declare none; a reset keeps it.
    package let webhookSecret: String
    /// Counts the answers and the events of all its worlds; a reset keeps the counts.
    let coverage: CoverageRecorder
    /// When it was created, in wall time.
    package let createdAt: Timestamp
    private let storage: Mutex<CurrentWorld>
    private let lastUse: Atomic<Int64>
    /// The snapshots of its worlds, oldest first; a reset keeps them.
    let snapshotShelf = Mutex<[WorldSnapshot]>([])
    /// Takes snapshots that were replaced or deleted.
    let discard: @Sendable (any Discarded) -> Void

    /// Whether a control request created it, so that its key is accepted whatever keys the scenario declares.
    let isMinted: Bool

    /// The present world, and what it was made from.
    struct CurrentWorld: Sendable {
        /// What the world was made from.
        var sharedBaseline: Shared<Baseline>
        /// Whether that baseline was loaded for this sandbox alone.
        var isOwnBaseline = false
        /// A seed that was given for this sandbox alone.
        var ownSeed: UInt64?
        var world: World

        var baseline: Baseline { sharedBaseline.value }
    }

    init(
        id: Identifier<Sandbox>,
        key: String,
        webhookSecret: String,
        coverage: CoverageRecorder,
        isMinted: Bool,
        current: CurrentWorld,
        at now: Timestamp,
        discard: @escaping @Sendable (any Discarded) -> Void = { _ in }
    ) {
        self.id = id
        self.key = key
        self.webhookSecret = webhookSecret
        self.coverage = coverage
        createdAt = now
        self.isMinted = isMinted
        storage = Mutex(current)
        lastUse = Atomic(now.milliseconds)
        self.discard = discard
    }

    /// A copy of another sandbox for a dry run; it has no snapshots.
    convenience init(dryRunOf other: Sandbox, wall: Timestamp) {
        var current = other.current
        current.world = World(dryRunOf: current.world, wall: wall)
        self.init(
            id: other.id,
            key: other.key,
            webhookSecret: other.webhookSecret,
            coverage: CoverageRecorder(),
            isMinted: other.isMinted,
            current: current,
            at: other.createdAt
        )
    }

    /// The present world.
    package var world: World { storage.withLock { $0.world } }

    /// What the present world was made from.
    package var baseline: Baseline { storage.withLock { $0.baseline } }

    /// Whether that baseline was loaded for this sandbox alone.
    package var hasOwnBaseline: Bool { storage.withLock { $0.isOwnBaseline } }

    /// The present world, and what it was made from.
    var current: CurrentWorld { storage.withLock { $0 } }

    /// When it was last used.
    package var usedAt: Timestamp { Timestamp(milliseconds: lastUse.load(ordering: .relaxed)) }

    /// Records that it is in use, so that other sandboxes are evicted first.
    package func touch(at now: Timestamp) {
        lastUse.store(now.milliseconds, ordering: .relaxed)
    }

    /// Replaces the world and returns the old one, whose reset comes before all that happens in the new one.
    func replaceWorld(by next: CurrentWorld) -> World {
        storage.withLock { current in
            let old = current.world
            old.source.end()
            current = next
            return old
        }
    }
}
