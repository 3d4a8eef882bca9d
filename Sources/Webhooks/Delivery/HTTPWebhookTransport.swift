import AsyncHTTPClient
package import Domain
package import NIOCore
import NIOPosix
import Synchronization

/// Sends attempts over HTTP/1.1 and reuses connections.
///
/// All connections are on one event loop, so that an attempt which is cancelled there is not written on another thread
/// at the same time.
package final class HTTPWebhookTransport: WebhookTransport {
    /// How long it may take to connect; the time limit of an attempt is usually shorter.
    private static let connectTimeout = TimeAmount.seconds(30)
    /// How long an unused connection is kept; common receivers keep theirs for two seconds or more.
    package static let idleTimeout = TimeSpan.seconds(1)
    /// How long `shutdown()` waits for connections that are still being made, which cannot be cancelled.
    private static let shutdownPatience = TimeAmount.seconds(2)

    private enum State {
        /// Nothing has been sent yet, as in most runs of a command, so that there is nothing to shut down.
        case unused
        case open(HTTPClient)
        case shutDown
    }

    private let configuration: HTTPClient.Configuration
    private let connections: ReceiverConnections
    /// The event loop of all connections.
    package let eventLoop: any EventLoop
    private let state = Mutex(State.unused)

    /// A transport without any connection; once it has sent something, its owner must shut it down.
    ///
    /// - Parameter idleTimeout: how long an unused connection is kept.
    package init(idleTimeout: TimeSpan = HTTPWebhookTransport.idleTimeout) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let connections = ReceiverConnections(eventLoop: eventLoop)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: Self.connectTimeout),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = TimeAmount(idleTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        // A receiver that hangs occupies one connection for each attempt, and must not block other attempts.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 4096
        // The only hook that gives access to the client's connections.
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture { try connections.watch(channel) }
        }
        self.configuration = configuration
        self.connections = connections
        self.eventLoop = eventLoop
    }

    package func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        let sending = HTTPWebhookSending(request, on: eventLoop, over: connections, completion: completion)
        let client = openClient()
        eventLoop.execute {
            guard let client else { return sending.cancel() }
            sending.start(with: client)
        }
        return sending
    }

    private func openClient() -> HTTPClient? {
        state.withLock { state in
            switch state {
            case .open(let client): return client
            case .shutDown: return nil
            case .unused:
                let client = HTTPClient(eventLoopGroupProvider: .shared(eventLoop), configuration: configuration)
                state = .open(client)
                return client
            }
        }
    }

    /// Cancels all attempts and closes the connections; later attempts fail, and a second call does nothing.
    package func shutdown() async throws {
        let client = state.withLock { state -> HTTPClient? in
            defer { state = .shutDown }
            guard case .open(let client) = state else { return nil }
            return client
        }
        guard let client else { return }
        let promise = eventLoop.makePromise(of: Void.self)
        client.shutdown { error in
            if let error { promise.fail(error) } else { promise.succeed() }
        }
        let limit = eventLoop.scheduleTask(in: Self.shutdownPatience) { promise.succeed() }
        defer { limit.cancel() }
        try await promise.futureResult.get()
    }
}
