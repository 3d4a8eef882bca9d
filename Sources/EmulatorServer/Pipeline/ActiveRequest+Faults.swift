import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections

extension ActiveRequest {
    /// Tries the fault rules of the phase `before_commit`, before all checks.
    ///
    /// A rule that replaces or cuts the response uses no rate limit token and no idempotency record. A request that
    /// repeats one that was hit may be hit again.
    mutating func fireBeforeCommit(unmatched: FaultPlan) -> FiredFault? {
        let plan = caller.world?.faults ?? unmatched
        guard !plan.isEmpty else { return nil }
        body = try? JSONValue(parsing: arrival.bodyBytes)
        let sent = RequestArrival(self)
        outcome.repeated = plan.takeRepeat(sent)
        guard let fired = again(plan, sent, in: .beforeCommit) ?? plan.fire(for: facts, sent, in: .beforeCommit) else {
            return nil
        }
        note(fired, of: plan, in: .beforeCommit)
        if fired.action != nil { showRateLimit() }
        return fired
    }

    /// Tries the fault rules of the phase `after_commit`, after the handler has succeeded.
    mutating func fireAfterCommit() -> FiredFault? {
        guard let plan = caller.world?.faults, !plan.isEmpty else { return nil }
        let sent = RequestArrival(self)
        let fired = again(plan, sent, in: .afterCommit) ?? plan.fire(for: facts, sent, in: .afterCommit)
        if let fired { note(fired, of: plan, in: .afterCommit) }
        return fired
    }

    /// The fault for a request that repeats one that was hit.
    ///
    /// Before the checks, nil if an idempotency record answers the request.
    private func again(_ plan: FaultPlan, _ sent: RequestArrival, in phase: FaultPhase) -> FiredFault? {
        guard let repeated = outcome.repeated, phase == .afterCommit || !isReplayOfRecord else { return nil }
        return plan.fire(for: repeated, sent, in: phase)
    }

    /// Records the rule that fired, for the response headers and the journal.
    private mutating func note(_ fired: FiredFault, of plan: FaultPlan, in phase: FaultPhase) {
        outcome.fault = fired.rule
        if fired.action?.needsAnswer == false {
            outcome.injection = phase == .beforeCommit ? .insteadOfHandler : .afterHandler
        }
        hit = fired.hit.map { OpenHit(plan: plan, name: $0) }
    }

    /// The parts of the request that fault rules and holds can match.
    var facts: RequestFacts {
        // The body of a tool's operation is not what was sent.
        RequestFacts(arrival, body: arrival.mcp == nil ? body : try? JSONValue(parsing: arrival.bodyBytes))
    }
}

extension RequestArrival {
    /// The request as it arrived, with its number in the journal.
    fileprivate init(_ active: ActiveRequest) {
        self.init(
            seq: active.seq,
            method: active.arrival.method,
            target: active.arrival.request.head.uri,
            headers: active.arrival.headers.recorded,
            body: active.arrival.bodyBytes,
            connection: active.arrival.request.connection?.id,
            at: active.wall,
            isMessage: active.arrival.mcp != nil
        )
    }
}

extension APIError {
    /// The error of a fault rule, with the message values that the request has, such as its plan.
    init(_ error: FaultAction.InjectedError, for active: ActiveRequest) {
        var values: [String: String] = [:]
        values["plan"] = active.caller.member?.organization.plan.rawValue
        values["feature"] = active.arrival.operation?.extensions["x-entitlement"]?.string
        values["n"] = error.retryAfter.map { String($0) }
        self.init(code: error.code, values: values.compactMapValues { $0 }, param: error.param)
        message = error.message
        if let retryAfter = error.retryAfter { headers["Retry-After"] = String(retryAfter) }
    }
}

extension Answer {
    /// An answer with the status, headers and body that a fault rule gives.
    ///
    /// One that is not checked against the contract is sent as it is, also at the MCP endpoint.
    init(status: Int, headers: [HeaderField], json: JSONValue?, isUnchecked: Bool) {
        self.init(status: status, body: json?.serialized ?? [])
        carriedStatus = isUnchecked ? status : nil
        for field in headers {
            if field.name.lowercased() == "content-type" {
                contentType = field.value
            } else {
                self.headers.append((field.name, field.value))
            }
        }
    }
}
