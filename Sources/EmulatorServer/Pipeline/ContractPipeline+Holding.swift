import Documents
import EmulatorCore
import HTTPServing

/// Requests that a hold stops, before the checks or after the handler.
extension ContractPipeline {
    /// Continues when the request is released; at once if no hold matches it.
    func whenReleased(
        by holds: Holds,
        in phase: FaultPhase,
        _ active: inout ActiveRequest,
        _ proceed: @escaping Continuation
    ) -> Reply {
        switch phase {
        case .beforeCommit: active.body = try? JSONValue(parsing: active.arrival.bodyBytes)
        case .afterCommit: break
        }
        let waiting = active
        let exchange = HeldExchange { closeUnanswered(waiting) }
        let request = HeldRequest(
            seq: active.seq,
            at: active.now,
            method: active.arrival.method,
            path: active.arrival.path
        ) {
            exchange.end {
                var active = waiting
                active.refresh(wall: clock.now)
                return proceed(&active)
            }
        }
        guard holds.stop(request, active.facts, in: phase) else { return proceed(&active) }
        var reply = owed(exchange.pending, to: waiting) { _ = exchange.end { cancelled(waiting) } }
        let finish = reply.onFinish
        reply.onFinish = { outcome in
            finish?(outcome)
            if exchange.leave() { holds.drop(waiting.seq) }
        }
        return reply
    }

    /// Closes the journal entry of a request whose client has left; it has no status.
    private func closeUnanswered(_ waiting: ActiveRequest) {
        var active = waiting
        close(&active)
    }
}

extension ActiveRequest {
    /// The holds of the request's world; nil if none of them can stop a request, as in most worlds.
    var holds: Holds? {
        guard let holds = caller.world?.holds, holds.stopsRequests else { return nil }
        return holds
    }
}
