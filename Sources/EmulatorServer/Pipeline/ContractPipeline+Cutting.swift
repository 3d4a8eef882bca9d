import EmulatorCore
import HTTPServing
import NIOHTTP1

extension ContractPipeline {
    /// Ends a request without a response; its journal entry has no status.
    func cut(_ connection: FaultAction.Connection, _ active: inout ActiveRequest) -> Reply {
        close(&active)
        switch connection {
        case .reset: return cut(.reset, active.hit)
        case .close: return cut(.close, active.hit)
        case .hang:
            let pending = PendingResponse.hanging()
            return noting(active.hit, owed(pending, to: active) { pending.cutOff() })
        }
    }

    /// Records the break before the connection ends, because the client may retry before its end is reported.
    private func cut(_ cut: Reply.Cut, _ hit: OpenHit?) -> Reply {
        hit?.broke(at: clock.now)
        return noting(hit, Reply(.cut(cut)))
    }

    /// Records when the connection has ended.
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
