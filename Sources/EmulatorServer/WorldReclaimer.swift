import EmulatorCore
import ServiceLifecycle

/// Frees worlds that have ended, so that a reset takes no longer for a full world than for an empty one.
final class WorldReclaimer: Service {
    private let worlds: AsyncStream<World>
    private let queue: AsyncStream<World>.Continuation

    init() {
        (worlds, queue) = AsyncStream.makeStream()
    }

    /// Takes a world over; the caller must not keep it.
    func discard(_ world: World) {
        queue.yield(world)
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            for await _ in worlds {}
        } onGracefulShutdown: {
            self.queue.finish()
        }
    }
}
