import NIOCore

/// The emulator that a replay sends its requests to.
protocol ReplayServer: Sendable {
    /// Whether it sends webhooks to the URLs in a world; a replay then lets a fault rule drop all of them.
    var sendsWebhooks: Bool { get }

    /// Sends a request; the result is `cut` if the server cannot be reached.
    func send(_ request: ReplayRequest) -> EventLoopFuture<ReplayAnswer>
}

extension EventLoopFuture where Value: Sendable {
    /// The result, if it comes within a time.
    func value(within limit: TimeAmount) async throws -> Value? {
        let promise = eventLoop.makePromise(of: Value?.self)
        whenComplete { promise.completeWith($0.map(Optional.some)) }
        let timer = eventLoop.scheduleTask(in: limit) { promise.succeed(nil) }
        defer { timer.cancel() }
        return try await promise.futureResult.get()
    }
}
