package import EmulatorCore
import ServiceLifecycle
package import Webhooks

/// Makes the runners of all worlds, which send over one transport, and closes the transport at the end.
package final class WorldRunners: Service {
    private let transport: any WebhookTransport
    private let wall: EmulatorClock

    /// Runners that send over that transport.
    package init(transport: any WebhookTransport, wall: EmulatorClock) {
        self.transport = transport
        self.wall = wall
    }

    /// The runner of one world.
    package func makeRunner() -> any WorldRunner {
        EventLoopRunner(eventLoop: transport.eventLoop, transport: transport, wall: wall)
    }

    /// Waits for a graceful shutdown or a cancellation, and then shuts the transport down.
    package func run() async throws {
        try? await gracefulShutdown()
        try await transport.shutdown()
    }
}
