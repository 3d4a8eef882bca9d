package import Domain
package import NIOCore
import NIOPosix

/// Sends attempts to receivers.
package protocol WebhookTransport: Sendable {
    /// The event loop on which `completion` usually runs; work that continues there saves a change of threads.
    var eventLoop: any EventLoop { get }

    /// Sends a request and reports its outcome once.
    ///
    /// `completion` runs on any thread, after this call has returned, and nothing is written to the receiver after it.
    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending

    /// Cancels all attempts and closes all connections.
    func shutdown() async throws
}

extension WebhookTransport {
    /// Any event loop, for a transport that has none of its own.
    package var eventLoop: any EventLoop { MultiThreadedEventLoopGroup.singleton.any() }
}
