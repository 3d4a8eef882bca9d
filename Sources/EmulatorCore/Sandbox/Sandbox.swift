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

    private struct Life {
        var baseline: Baseline
        var world: World
    }

    init(
        id: Identifier<Sandbox>,
        key: String,
        webhookSecret: String,
        baseline: Baseline,
        world: World,
        at now: Timestamp
    ) {
        self.id = id
        self.key = key
        self.webhookSecret = webhookSecret
        bornAt = now
        life = Mutex(Life(baseline: baseline, world: world))
        lastUse = Atomic(now.milliseconds)
    }

    /// The present world.
    package var world: World { life.withLock { $0.world } }

    /// What a reset goes back to.
    package var baseline: Baseline { life.withLock { $0.baseline } }

    /// When it was last used.
    package var usedAt: Timestamp { Timestamp(milliseconds: lastUse.load(ordering: .relaxed)) }

    /// Notes that it is in use, so that others are given up first.
    package func touch(at now: Timestamp) {
        lastUse.store(now.milliseconds, ordering: .relaxed)
    }

    /// Puts another world in the place of the present one, which is handed back.
    func replaceWorld(with world: World, baseline: Baseline) -> World {
        life.withLock { life in
            let old = life.world
            life = Life(baseline: baseline, world: world)
            return old
        }
    }
}
