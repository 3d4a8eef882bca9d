package import Domain
package import NIOCore
import NIOPosix

/// Sends attempts over HTTP/1.1 and reuses connections.
///
/// All connections are on one event loop, so that an attempt which is cancelled there is not written on another thread
/// at the same time.
package final class HTTPWebhookTransport: WebhookTransport {
    /// How long an unused connection is kept; common receivers keep theirs for two seconds or more.
    package static let idleTimeout = TimeSpan.seconds(1)
    /// How many connections a receiver gets: one that hangs occupies one for each attempt, and must not block others.
    package static let connectionLimit = 4096
    /// How long `shutdown()` waits for connections that are still being made, which cannot be cancelled.
    private static let shutdownPatience = TimeAmount.seconds(2)

    /// The event loop of all connections.
    package let eventLoop: any EventLoop
    private let connections: NIOLoopBoundBox<ReceiverConnections>

    /// A transport without any connection; once it has sent something, its owner must shut it down.
    ///
    /// - Parameters:
    ///   - idleTimeout: how long an unused connection is kept.
    ///   - connectionLimit: how many connections a receiver gets; later attempts wait for one.
    package init(
        idleTimeout: TimeSpan = HTTPWebhookTransport.idleTimeout,
        connectionLimit: Int = HTTPWebhookTransport.connectionLimit
    ) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let idleTimeout = TimeAmount(idleTimeout)
        let connections = ReceiverConnections(on: eventLoop, idleTimeout: idleTimeout, limit: connectionLimit)
        self.eventLoop = eventLoop
        self.connections = .makeBoxSendingValue(connections, eventLoop: eventLoop)
    }

    package func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let attempt = NIOLoopBoundBox.makeBoxSendingValue(
            ReceiverAttempt(request, completion: completion),
            eventLoop: eventLoop
        )
        // Later, as an attempt that cannot begin is reported at once.
        eventLoop.execute { [connections] in attempt.value.start(over: connections.value) }
        return HTTPWebhookSending(attempt: attempt, eventLoop: eventLoop)
    }

    /// Cancels all attempts and closes the connections; later attempts fail.
    package func shutdown() async throws {
        let promise = eventLoop.makePromise(of: Void.self)
        let limit = eventLoop.scheduleTask(in: Self.shutdownPatience) { promise.succeed() }
        defer { limit.cancel() }
        eventLoop.execute { [connections] in connections.value.shutDown().cascade(to: promise) }
        try await promise.futureResult.get()
    }
}
