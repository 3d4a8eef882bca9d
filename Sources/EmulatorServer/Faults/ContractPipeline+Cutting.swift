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
        switch connection {
        case .reset: return broken(by: .reset, exchange.hit)
        case .close: return broken(by: .close, exchange.hit)
        case .hang:
            let pending = PendingResponse.hanging()
            return noting(exchange.hit, owed(pending, to: exchange) { pending.cutOff() })
        }
    }

    /// Breaks now; a client may be back before the end of its connection is reported.
    private func broken(by fault: WireFault, _ hit: OpenHit?) -> Reply {
        hit?.broke(at: clock.now)
        return noting(hit, Reply(.now(Response(status: .ok)), fault: fault))
    }

    /// Notes the moment in which the connection really ends.
    private func noting(_ hit: OpenHit?, _ reply: Reply) -> Reply {
        guard let hit else { return reply }
        var reply = reply
        let finish = reply.onFinish
        reply.onFinish = { [clock] outcome in
            finish?(outcome)
            hit.broke(at: clock.now)
        }
        return reply
    }
}
