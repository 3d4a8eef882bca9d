import NIOCore
import Scenarios

/// The server that a command sends its requests to, in this process or over the network.
protocol RequestedServer: Sendable {
    /// Whether it sends webhooks to the URLs in a world; a replay then lets a fault rule drop all of them.
    var sendsWebhooks: Bool { get }

    /// Sends a request; without a complete response, the future fails with a ``DriverError``.
    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response>
}

extension EventLoopFuture where Value: Sendable {
    /// The result; the request goes on without a reader if the task is cancelled.
    func valueUnlessCancelled() async throws -> Value {
        let promise = eventLoop.makePromise(of: Value.self)
        whenComplete { promise.completeWith($0) }
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            promise.fail(DriverError.stopped)
        }
    }

    /// The result, if it comes within a time.
    func value(within limit: TimeAmount) async throws -> Value? {
        let promise = eventLoop.makePromise(of: Value?.self)
        whenComplete { promise.completeWith($0.map(Optional.some)) }
        let timer = eventLoop.scheduleTask(in: limit) { promise.succeed(nil) }
        defer { timer.cancel() }
        return try await promise.futureResult.get()
    }
}
