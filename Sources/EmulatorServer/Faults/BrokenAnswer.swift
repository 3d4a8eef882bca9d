import Domain
import EmulatorCore
import HTTPServing

/// An answer as it goes out: the true one, or what a rule has made of it after the handler succeeded.
struct BrokenAnswer: Sendable {
    var answer: Answer
    /// What goes wrong on the wire.
    var fault: WireFault?
    /// How the connection ends instead of an answer.
    var connection: FaultAction.Connection?

    /// An answer that nothing is done to on the wire.
    init(answer: Answer) {
        self.answer = answer
    }

    /// Asks the rules once a handler has succeeded; a refusal or a replay is left alone.
    init(_ truth: Answer, _ exchange: inout Exchange) throws(APIError) {
        answer = truth
        guard exchange.hasSucceeded, let plan = exchange.world?.faults, !plan.isEmpty,
            let fired = exchange.fireAfterCommit(plan)
        else { return }
        exchange.note(fired, of: plan)
        guard let action = fired.action else { return }
        switch action {
        case .error: throw APIError(action, for: exchange)
        case .respond(let status, let headers, let body, _):
            answer = Answer(status: status, headers: headers, json: body)
        case .connection(let connection): self.connection = connection
        case .truncate(.body(let length)): fault = .truncate(after: Self.cut(truth.body, after: length))
        case .truncate(.headers(let length)): fault = .truncateHead(after: length)
        case .drip(let chunk, let pause): fault = .drip(chunk: chunk, every: .milliseconds(pause.milliseconds))
        case .malformed: answer.body = Self.malformed(truth.body)
        }
    }

    /// Where to cut a body so that the cut is within its text, whatever number of bytes was asked for.
    private static func cut(_ body: [UInt8], after length: Int?) -> Int {
        let blanks = body.reversed().prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        let end = body.count - blanks.count
        return min(length ?? end / 2, max(0, end - 1))
    }

    /// The same length without the last bracket: no parser gets to the end of it.
    private static func malformed(_ body: [UInt8]) -> [UInt8] {
        body.dropLast() + (body.isEmpty ? [] : [UInt8(ascii: ",")])
    }
}

extension Exchange {
    /// Asks the rules once a handler has succeeded; a request that repeats one which was hit may be hit again.
    fileprivate func fireAfterCommit(_ plan: FaultPlan) -> FiredFault? {
        let arrival = RequestArrival(self)
        if let repeated = outcome.repeated, let fired = plan.fire(for: repeated, arrival, in: .afterCommit) {
            return fired
        }
        return plan.fire(for: RequestFacts(self), arrival, in: .afterCommit)
    }
}
