import AsyncHTTPClient
package import Domain
import NIOCore
import NIOPosix

/// Sends attempts over HTTP/1.1 and keeps connections for those that follow.
///
/// All of it runs on one event loop: what is cancelled there cannot at the same moment be written on another one.
package final class HTTPWebhookTransport: WebhookTransport {
    /// How long a connection may take; each attempt has a limit of its own, which is shorter as a rule.
    private static let connectTimeout = TimeAmount.seconds(30)
    /// How long a stop waits for connections that are still being made, which nobody can cancel.
    private static let shutdownPatience = TimeAmount.seconds(2)

    private let client: HTTPClient
    private let eventLoop: any EventLoop

    /// Starts without any connection; the owner shuts it down.
    ///
    /// - Parameter idleTimeout: how long an unused connection is kept. Common receivers keep theirs for longer, so that
    ///   no attempt meets a connection that is just being closed.
    package init(idleTimeout: TimeSpan = .seconds(1)) {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: Self.connectTimeout),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = TimeAmount(idleTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        // A receiver that hangs holds one connection an attempt, and must not take those of other attempts.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4096
        eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        client = HTTPClient(eventLoopGroupProvider: .shared(eventLoop), configuration: configuration)
    }

    package func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let sending = HTTPWebhookSending(request, with: client, on: eventLoop, completion: completion)
        eventLoop.execute { sending.start() }
        return sending
    }

    /// Breaks off what is under way and closes the connections; whatever is sent later fails, a second call does nothing.
    package func shutdown() async throws {
        let promise = eventLoop.makePromise(of: Void.self)
        client.shutdown { error in
            guard let error, error as? HTTPClientError != .alreadyShutdown else { return promise.succeed() }
            promise.fail(error)
        }
        let limit = eventLoop.scheduleTask(in: Self.shutdownPatience) { promise.succeed() }
        defer { limit.cancel() }
        try await promise.futureResult.get()
    }
}
