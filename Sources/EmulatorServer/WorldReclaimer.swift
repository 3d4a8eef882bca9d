import EmulatorCore
import ServiceLifecycle

/// Frees worlds that have ended, in the background, so that a reset takes constant time.
final class WorldReclaimer: Service {
    private let worlds: AsyncStream<World>
    private let queue: AsyncStream<World>.Continuation

    init() {
        (worlds, queue) = AsyncStream.makeStream()
    }

    /// Queues a world to be freed; the caller must drop its own reference.
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
