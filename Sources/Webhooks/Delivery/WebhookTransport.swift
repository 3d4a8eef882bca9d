package import Domain
package import NIOCore
import NIOPosix

/// What carries attempts to receivers.
package protocol WebhookTransport: Sendable {
    /// Where `completion` runs as a rule; who goes on from there saves a change of threads.
    var eventLoop: any EventLoop { get }

    /// Sends a request and reports once what came of it.
    ///
    /// `completion` runs on any thread, after this call has returned, and nothing is written to the receiver after it.
    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending

    /// Closes all connections; what is under way is given up.
    func shutdown() async throws
}

extension WebhookTransport {
    /// Any event loop: right for a transport that has none of its own.
    package var eventLoop: any EventLoop { MultiThreadedEventLoopGroup.singleton.any() }
}
