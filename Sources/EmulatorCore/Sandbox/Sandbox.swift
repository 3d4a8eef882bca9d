package import Domain
import Synchronization

/// The world of one API key, and the key's place in the memory of the emulator.
package final class Sandbox: Sendable, Identifiable26 {
    package static let idPrefix = "sbx_"

    /// The id that control calls use.
    package let id: Identifier<Sandbox>
    /// The key that it was born with; it stays the seed's part even if the organization gets other keys.
    package let key: String
    /// What signs the deliveries of subscriptions that were made without a secret; it outlives resets.
    package let webhookSecret: String
    /// When it was born, on the wall.
    package let bornAt: Timestamp
    private let life: Mutex<Life>
    private let lastUse: Atomic<Int64>
    /// The snapshots of its worlds, oldest first; they outlive resets.
    let snapshotShelf = Mutex<[WorldSnapshot]>([])

    /// Whether somebody asked for it, so that its key works whatever the scenario declares.
    let isMinted: Bool

    /// One world and where it came from.
    struct Life: Sendable {
        /// What the world was born from.
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
        life: Life,
        at now: Timestamp
    ) {
        self.id = id
        self.key = key
        self.webhookSecret = webhookSecret
        bornAt = now
        self.isMinted = isMinted
        self.life = Mutex(life)
        lastUse = Atomic(now.milliseconds)
    }

    /// The present world.
    package var world: World { life.withLock { $0.world } }

    /// What the present world was born from.
    package var baseline: Baseline { life.withLock { $0.baseline } }

    /// Whether that baseline was loaded for this sandbox alone.
    package var hasOwnBaseline: Bool { life.withLock { $0.isOwnBaseline } }

    /// The present world and where it came from.
    var present: Life { life.withLock { $0 } }

    /// When it was last used.
    package var usedAt: Timestamp { Timestamp(milliseconds: lastUse.load(ordering: .relaxed)) }

    /// Notes that it is in use, so that others are given up first.
    package func touch(at now: Timestamp) {
        lastUse.store(now.milliseconds, ordering: .relaxed)
    }

    /// Begins another life; the world of the old one is handed back.
    func begin(_ next: Life) -> World {
        life.withLock { life in
            let old = life.world
            life = next
            return old
        }
    }
}
