package import EmulatorCore
import ServiceLifecycle

/// Sends the webhooks of all worlds over one transport, and gives each world what makes its time pass.
package final class WebhookDispatcher: Service {
    private let transport: any WebhookTransport
    private let wall: EmulatorClock

    /// A dispatcher that sends over that transport.
    package init(transport: any WebhookTransport, wall: EmulatorClock) {
        self.transport = transport
        self.wall = wall
    }

    /// What runs one world.
    package func makeDriver() -> any WorldDriver {
        WorldRunner(eventLoop: transport.eventLoop, transport: transport, wall: wall)
    }

    /// Waits for the end, an orderly one or another, and closes the connections to receivers then.
    package func run() async throws {
        try? await gracefulShutdown()
        try await transport.shutdown()
    }
}
