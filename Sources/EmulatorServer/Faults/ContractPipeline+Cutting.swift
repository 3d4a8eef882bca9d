import EmulatorCore
import HTTPServing
import NIOHTTP1

extension ContractPipeline {
    /// Ends an exchange without an answer, which the journal shows as no status at all.
    func cut(_ connection: FaultAction.Connection, _ exchange: inout Exchange) -> Reply {
        let took = ContinuousClock.now - exchange.startedAt
        exchange.outcome.tookMicroseconds = Int(took / .microseconds(1))
        exchange.journal.close(exchange.seq, with: exchange.outcome)
        log.note(method: exchange.method, path: exchange.path, status: nil, fault: exchange.fault, took: took)
        if connection != .hang { exchange.hit?.broke(at: clock.now) }
        switch connection {
        case .reset: return Reply(.now(Response(status: .ok)), fault: .reset)
        case .close: return Reply(.now(Response(status: .ok)), fault: .close)
        case .hang:
            let pending = PendingResponse.hanging()
            var reply = owed(pending, to: exchange) { pending.cutOff() }
            guard let hit = exchange.hit else { return reply }
            let finish = reply.onFinish
            reply.onFinish = { [clock] outcome in
                finish?(outcome)
                hit.broke(at: clock.now)
            }
            return reply
        }
    }
}
