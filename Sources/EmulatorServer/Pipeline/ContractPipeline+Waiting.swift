import Domain
import EmulatorCore
import HTTPServing

extension ContractPipeline {
    /// How long a call waits for the one that came first with its idempotency key, in wall time.
    private static let patience = Duration.seconds(30)

    /// Holds a call back until the first one with its idempotency key has ended.
    func wait(for key: String, stage: Int, _ exchange: Exchange) -> Reply {
        guard let world = exchange.world else { preconditionFailure("only calls with a world have a record") }
        let pending = PendingResponse(timeout: Self.patience) {
            Reply(.now(response(to: exchange, refusing: .api(APIError(.idempotencyInProgress)))))
        }
        let resume: @Sendable () -> Void = {
            pending.complete {
                var exchange = exchange
                return proceed(&exchange, from: stage)
            }
        }
        if !world.idempotency.wait(for: key, resume) { resume() }
        return cancellable(pending, exchange)
    }

    /// Goes on after a while, in wall time; a client that leaves meanwhile takes its request with it.
    func pause(
        _ exchange: Exchange,
        for delay: TimeSpan,
        then goOn: @escaping @Sendable (inout Exchange) -> Reply
    ) -> Reply {
        let pending = PendingResponse(timeout: .milliseconds(delay.milliseconds)) {
            var exchange = exchange
            exchange.refresh(wall: clock.now)
            return goOn(&exchange)
        }
        return cancellable(pending, exchange)
    }

    /// A reply that a reset ends before its time.
    private func cancellable(_ pending: PendingResponse, _ exchange: Exchange) -> Reply {
        let cancel: @Sendable () -> Void = {
            pending.complete {
                let ended = MockError(.reset, "The sandbox was reset while this call waited.")
                return Reply(.now(response(to: exchange, refusing: .mock(ended))))
            }
        }
        return owed(pending, to: exchange, cancelling: cancel)
    }

    /// A reply that comes later, unless a reset cancels it first.
    func owed(_ pending: PendingResponse, to exchange: Exchange, cancelling cancel: @escaping @Sendable () -> Void)
        -> Reply
    {
        let answers = exchange.world?.pending ?? strays.pending
        let token = answers.add(cancelling: cancel)
        if token == nil { cancel() }
        return Reply(.later(pending)) { _ in
            if let token { answers.remove(token) }
        }
    }
}
