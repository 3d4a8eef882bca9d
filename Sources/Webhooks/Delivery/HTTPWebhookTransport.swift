package import Domain
package import NIOCore

/// Sends attempts over HTTP/1.1 and reuses connections.
package final class HTTPWebhookTransport: WebhookTransport {
    private let requester: HTTPRequester

    /// The event loop of all connections.
    package var eventLoop: any EventLoop { requester.eventLoop }

    /// A transport without any connection; once it has sent something, its owner must shut it down.
    ///
    /// - Parameters:
    ///   - idleTimeout: how long an unused connection is kept.
    ///   - connectionLimit: how many connections a receiver gets; later attempts wait for one.
    package init(
        idleTimeout: TimeSpan = HTTPRequester.idleTimeout,
        connectionLimit: Int = HTTPRequester.connectionLimit
    ) {
        requester = HTTPRequester(idleTimeout: idleTimeout, connectionLimit: connectionLimit)
    }

    package func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending {
        requester.send(OutgoingRequest(request)) { result in
            switch result {
            case .success(let answer): completion(.answered(answer))
            case .failure(let error): completion(.failed(AttemptError(error)))
            }
        }
    }

    /// Cancels all attempts and closes the connections; later attempts fail.
    package func shutdown() async throws {
        try await requester.shutdown()
    }
}
