package import Domain
package import NIOCore
import NIOPosix

/// Sends requests over HTTP/1.1 and reuses connections; redirects are responses like any other.
///
/// All connections are on one event loop, so that a request which is cancelled there is not written on another thread
/// at the same time.
package final class HTTPRequester: Sendable {
    /// How long an unused connection is kept; common servers keep theirs for two seconds or more.
    package static let idleTimeout = TimeSpan.seconds(1)
    /// How many connections a server gets: one that hangs occupies one for each request, and must not block others.
    package static let connectionLimit = 4096
    /// How long `shutdown()` waits for connections that are still being made, which cannot be cancelled.
    private static let shutdownPatience = TimeAmount.seconds(2)

    /// The event loop of all connections.
    package let eventLoop: any EventLoop
    private let connections: NIOLoopBoundBox<ReceiverConnections>

    /// A requester without any connection; once it has sent something, its owner must shut it down.
    ///
    /// - Parameters:
    ///   - idleTimeout: how long an unused connection is kept.
    ///   - connectionLimit: how many connections a server gets; later requests wait for one.
    package init(
        idleTimeout: TimeSpan = HTTPRequester.idleTimeout,
        connectionLimit: Int = HTTPRequester.connectionLimit
    ) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let idleTimeout = TimeAmount(idleTimeout)
        let connections = ReceiverConnections(on: eventLoop, idleTimeout: idleTimeout, limit: connectionLimit)
        self.eventLoop = eventLoop
        self.connections = .makeBoxSendingValue(connections, eventLoop: eventLoop)
    }

    /// Calls `body` with a requester, and shuts it down afterwards.
    package static func withRequester<Result>(
        _ body: (HTTPRequester) async throws -> Result
    ) async throws -> Result {
        let requester = HTTPRequester()
        do {
            let result = try await body(requester)
            try await requester.shutdown()
            return result
        } catch {
            try? await requester.shutdown()
            throw error
        }
    }

    /// Sends a request; the future fails with the error of the connection or a ``RequestError``.
    package func response(to request: OutgoingRequest) -> EventLoopFuture<ReceiverAnswer> {
        let promise = eventLoop.makePromise(of: ReceiverAnswer.self)
        _ = send(request) { promise.completeWith($0) }
        return promise.futureResult
    }

    /// Sends a request and reports its result once, on any thread after this call has returned.
    func send(
        _ request: OutgoingRequest,
        completion: @escaping @Sendable (Result<ReceiverAnswer, any Error>) -> Void
    ) -> HTTPWebhookSending {
        let attempt = NIOLoopBoundBox.makeBoxSendingValue(
            ReceiverAttempt(request, completion: completion),
            eventLoop: eventLoop
        )
        // Later, as an attempt that cannot begin is reported at once.
        eventLoop.execute { [connections] in attempt.value.start(over: connections.value) }
        return HTTPWebhookSending(attempt: attempt, eventLoop: eventLoop)
    }

    /// Cancels all requests and closes the connections; later requests fail.
    package func shutdown() async throws {
        let promise = eventLoop.makePromise(of: Void.self)
        let limit = eventLoop.scheduleTask(in: Self.shutdownPatience) { promise.succeed() }
        defer { limit.cancel() }
        eventLoop.execute { [connections] in connections.value.shutDown().cascade(to: promise) }
        try await promise.futureResult.get()
    }
}
