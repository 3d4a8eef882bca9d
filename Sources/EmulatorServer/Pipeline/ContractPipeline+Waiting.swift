import EmulatorCore
import HTTPServing
import Synchronization

extension ContractPipeline {
    /// How long a call waits for the one that came first with its idempotency key, in wall time.
    private static let patience = Duration.seconds(30)

    /// Holds a call back until the first one with its idempotency key has ended.
    func wait(for key: String, stage: Int, _ exchange: Exchange) -> Reply {
        guard let world = exchange.world else { preconditionFailure("only calls with a world have a record") }
        let call = WaitingCall()
        let pending = PendingResponse(timeout: Self.patience) {
            call.settle()
            return response(to: exchange, refusing: .api(APIError(.idempotencyInProgress)))
        }
        let giveUp: @Sendable () -> Void = {
            guard call.settle() else { return }
            let ended = MockError(.reset, "The sandbox was reset while this call waited.")
            pending.complete(with: response(to: exchange, refusing: .mock(ended)))
        }
        let token = world.pending.add(cancelling: giveUp)
        if token == nil { giveUp() }
        goOn(exchange, at: Place(stage: stage, key: key, world: world), call, pending)
        return Reply(.later(pending)) { outcome in
            if let token { world.pending.remove(token) }
            call.end(outcome)
        }
    }

    /// Where a waiting call goes on, and what it waits for.
    private struct Place: Sendable {
        let stage: Int
        let key: String
        let world: World
    }

    private func goOn(_ exchange: Exchange, at place: Place, _ call: WaitingCall, _ pending: PendingResponse) {
        let resume: @Sendable () -> Void = {
            guard !call.isSettled else { return }
            var exchange = exchange
            switch run(&exchange, from: place.stage) {
            case .answered(let answer):
                let reply = reply(to: &exchange, with: answer)
                guard case .now(let response) = reply.content else { return }
                call.settle(finishing: reply.onFinish)
                pending.complete(with: response, fault: reply.fault)
            case .cut: preconditionFailure("rules that cut a connection are asked before a call can wait")
            case .waiting(let stage, let key):
                goOn(exchange, at: Place(stage: stage, key: key, world: place.world), call, pending)
            }
        }
        if !place.world.idempotency.wait(for: place.key, resume) { resume() }
    }
}

/// A call that waits: ended once, by an answer, by time, by a reset or with its connection.
private final class WaitingCall: Sendable {
    private struct State {
        var isSettled = false
        var onFinish: (@Sendable (Reply.Outcome) -> Void)?
    }

    private let state = Mutex(State())

    var isSettled: Bool { state.withLock { $0.isSettled } }

    /// Ends the wait; whether this was the first to do so.
    @discardableResult
    func settle(finishing onFinish: (@Sendable (Reply.Outcome) -> Void)? = nil) -> Bool {
        state.withLock { state in
            if let onFinish { state.onFinish = onFinish }
            defer { state.isSettled = true }
            return !state.isSettled
        }
    }

    /// Ends the exchange: the answer was written, or its connection is gone.
    func end(_ outcome: Reply.Outcome) {
        settle()
        state.withLock { $0.onFinish }?(outcome)
    }
}
