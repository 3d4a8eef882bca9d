import Domain
import EmulatorCore
import HTTPServing

/// Replies that come later: after a delay, after deliveries, or after another call with the same idempotency key.
///
/// In a dry run, a delay and the wait for deliveries are skipped, and a call that would wait for another one ends without
/// a response.
extension ContractPipeline {
    /// The next step of a request after its wait.
    typealias Continuation = @Sendable (inout ActiveRequest) -> Reply

    /// How long a response waits for the deliveries that its request has caused, in wall time.
    private static let longestDelivery = Duration.seconds(5)

    /// Continues after a delay in wall time.
    func after(_ delay: TimeSpan, _ active: inout ActiveRequest, _ proceed: @escaping Continuation) -> Reply {
        guard delay > .zero, !isDryRun else { return proceed(&active) }
        let waiting = active
        let pending = PendingResponse(timeout: .milliseconds(delay.milliseconds)) {
            var active = waiting
            active.refresh(wall: clock.now)
            return proceed(&active)
        }
        return cancellable(pending, waiting)
    }

    /// Continues when the first attempts of all deliveries that the handler has caused have ended, or after 5 s.
    func afterEvents(_ active: inout ActiveRequest, _ proceed: @escaping Continuation) -> Reply {
        guard let world = active.caller.world, !active.deliveries.isEmpty, !isDryRun else { return proceed(&active) }
        let waiting = active
        let pending = PendingResponse(timeout: Self.longestDelivery) {
            var active = waiting
            active.refresh(wall: clock.now)
            return proceed(&active)
        }
        let attempts = FirstAttempts(of: active.deliveries, in: world) { pending.expire() }
        var reply = cancellable(pending, waiting)
        let finish = reply.onFinish
        reply.onFinish = { outcome in
            finish?(outcome)
            attempts.cancel()
        }
        return reply
    }

    /// Continues when the first call with an idempotency key has ended.
    ///
    /// Times out with `idempotency_in_progress` after the time that the organization's settings give.
    func wait(for key: String, of member: Member, _ active: ActiveRequest, _ proceed: @escaping Continuation) -> Reply {
        guard !isDryRun else {
            var active = active
            close(&active)
            return Reply(.later(PendingResponse()))
        }
        let patience = member.organization.idempotency.wait
        let pending = PendingResponse(timeout: .milliseconds(patience.milliseconds)) {
            Reply(.now(response(to: active, refusedBy: .api(APIError(.idempotencyInProgress)))))
        }
        let resume: @Sendable () -> Void = {
            pending.complete {
                var active = active
                return proceed(&active)
            }
        }
        if !member.world.idempotency.wait(for: key, resume) { resume() }
        return cancellable(pending, active)
    }

    /// A pending reply that a reset completes with the error `reset`.
    private func cancellable(_ pending: PendingResponse, _ active: ActiveRequest) -> Reply {
        owed(pending, to: active) { pending.complete { cancelled(active) } }
    }

    /// The reply to a request whose world was reset while it waited.
    func cancelled(_ active: ActiveRequest) -> Reply {
        let ended = MockError(.reset, "The sandbox was reset while this request waited.")
        return Reply(.now(response(to: active, refusedBy: .mock(ended))))
    }

    /// A pending reply that calls `cancel` if the world is reset before it is complete.
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
