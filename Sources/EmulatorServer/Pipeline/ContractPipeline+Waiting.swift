import Domain
import EmulatorCore
import HTTPServing

/// What happens later: after a delay, or after another call.
extension ContractPipeline {
    /// What comes next for a request.
    typealias Continuation = @Sendable (inout ActiveRequest) -> Reply

    /// How long a call waits for the one that came first with its idempotency key, in wall time.
    private static let patience = Duration.seconds(30)

    /// Goes on after a while, in wall time; a client that leaves meanwhile takes its request with it.
    func after(_ delay: TimeSpan, _ active: inout ActiveRequest, _ goOn: @escaping Continuation) -> Reply {
        guard delay > .zero else { return goOn(&active) }
        let waiting = active
        let pending = PendingResponse(timeout: .milliseconds(delay.milliseconds)) {
            var active = waiting
            active.refresh(wall: clock.now)
            return goOn(&active)
        }
        return cancellable(pending, waiting)
    }

    /// Goes on when the first call with an idempotency key has ended.
    func wait(for key: String, in world: World, _ active: ActiveRequest, _ goOn: @escaping Continuation) -> Reply {
        let pending = PendingResponse(timeout: Self.patience) {
            Reply(.now(response(to: active, refusedBy: .api(APIError(.idempotencyInProgress)))))
        }
        let resume: @Sendable () -> Void = {
            pending.complete {
                var active = active
                return goOn(&active)
            }
        }
        if !world.idempotency.wait(for: key, resume) { resume() }
        return cancellable(pending, active)
    }

    /// A reply that a reset ends before its time.
    private func cancellable(_ pending: PendingResponse, _ active: ActiveRequest) -> Reply {
        let cancel: @Sendable () -> Void = {
            pending.complete {
                let ended = MockError(.reset, "The sandbox was reset while this call waited.")
                return Reply(.now(response(to: active, refusedBy: .mock(ended))))
            }
        }
        return owed(pending, to: active, cancelling: cancel)
    }

    /// A reply that comes later, unless a reset cancels it first.
    func owed(
        _ pending: PendingResponse,
        to active: ActiveRequest,
        cancelling cancel: @escaping @Sendable () -> Void
    ) -> Reply {
        let answers = active.caller.world?.pending ?? unmatched.pending
        let token = answers.add(cancelling: cancel)
        if token == nil { cancel() }
        return Reply(.later(pending)) { _ in
            if let token { answers.remove(token) }
        }
    }
}
