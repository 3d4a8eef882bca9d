package import Domain
import Synchronization

/// The world of one API key, and the key's place in the memory of the emulator.
package final class Sandbox: Sendable, Identifiable26 {
    package static let idPrefix = "sbx_"

    /// The id that control calls use.
    package let id: Identifier<Sandbox>
    /// The key that it was created with; it stays the seed's part even if the organization gets other keys.
    package let key: String
    /// What signs the deliveries of subscriptions that were made without a secret; it outlives resets.
    package let webhookSecret: String
    /// When it was created, on the wall clock.
    package let createdAt: Timestamp
    private let storage: Mutex<CurrentWorld>
    private let lastUse: Atomic<Int64>
    /// The snapshots of its worlds, oldest first; they outlive resets.
    let snapshotShelf = Mutex<[WorldSnapshot]>([])

    /// Whether somebody asked for it, so that its key works whatever the scenario declares.
    let isMinted: Bool

    /// One world and where it came from.
    struct CurrentWorld: Sendable {
        /// What the world was made from.
        var baseline: Baseline
        /// Whether that baseline was loaded for this sandbox alone.
        var isOwnBaseline = false
        /// A seed that was given for this sandbox alone.
        var ownSeed: UInt64?
        var world: World
    }

    init(
        id: Identifier<Sandbox>,
        key: String,
        webhookSecret: String,
        isMinted: Bool,
        current: CurrentWorld,
        at now: Timestamp
    ) {
        self.id = id
        self.key = key
        self.webhookSecret = webhookSecret
        createdAt = now
        self.isMinted = isMinted
        storage = Mutex(current)
        lastUse = Atomic(now.milliseconds)
    }

    /// The present world.
    package var world: World { storage.withLock { $0.world } }

    /// What the present world was made from.
    package var baseline: Baseline { storage.withLock { $0.baseline } }

    /// Whether that baseline was loaded for this sandbox alone.
    package var hasOwnBaseline: Bool { storage.withLock { $0.isOwnBaseline } }

    /// The present world and where it came from.
    var current: CurrentWorld { storage.withLock { $0 } }

    /// When it was last used.
    package var usedAt: Timestamp { Timestamp(milliseconds: lastUse.load(ordering: .relaxed)) }

    /// Notes that it is in use, so that others are given up first.
    package func touch(at now: Timestamp) {
        lastUse.store(now.milliseconds, ordering: .relaxed)
    }

    /// Replaces the world and returns the old one.
    func replaceWorld(by next: CurrentWorld) -> World {
        storage.withLock { current in
            let old = current.world
            current = next
            return old
        }
    }
}
