import Contract
import Documents
import Domain
import EmulatorCore
package import HTTPServing
import NIOHTTP1

/// Answers requests to the API, the MCP endpoint and the dashboard.
///
/// The functions below show the order of all checks, from top to bottom. They run on the connection's event loop or on
/// the thread that ends a wait, and never block. A request waits only for the release of a hold, for the delay of a
/// fault rule, for the deliveries that it has caused, or for another call with the same idempotency key. Each wait
/// takes a closure that continues with the next function.
package struct ContractPipeline: Sendable {
    let contract: Contract
    let catalog: ErrorCatalog
    let clock: EmulatorClock
    let admission: any Admission
    let table: OperationTable
    let origin: OriginPolicy
    let unmatched: UnmatchedRequests
    /// The MCP endpoint, whose requests this pipeline answers; nil for the API and the dashboard.
    var mcp: MCPEndpoint?
    /// The fault rules for requests without a world.
    let unmatchedFaults: FaultPlan
    let log: RequestLog
    /// Whether each answer is validated against the contract before it is sent (`--strict`).
    let isStrict: Bool
    /// Whether answers count as coverage of the contract; those of the dashboard, which is not part of it, do not.
    let countsCoverage: Bool
    /// Whether it runs in the copies of a dry run, so that it waits for nothing.
    var isDryRun = false

    /// Replies to one request: checks its origin, size and key, then the holds of the phase `before_commit`.
    package func respond(to request: Request) -> Reply {
        let arrival = Arrival(request, routes: contract.routes, wall: clock.now)
        let admitted: Admitted
        do throws(Refusal) {
            try admission.checkOrigin(of: arrival)
            try arrival.checkSize()
            admitted = try admission.admit(arrival)
        } catch {
            var active = open(arrival, .nobody(at: arrival.wall))
            return refuse(error, &active)
        }
        var active = open(arrival, admitted)
        guard let holds = active.holds else { return askFaults(&active) }
        return whenReleased(by: holds, in: .beforeCommit, &active) { active in askFaults(&active) }
    }

    /// Asks the fault rules of the phase `before_commit`.
    private func askFaults(_ active: inout ActiveRequest) -> Reply {
        guard let fault = active.fireBeforeCommit(unmatched: unmatchedFaults) else { return check(&active) }
        return after(fault.delay, &active) { active in perform(fault.action, &active) }
    }

    /// Performs the action of a fault rule; unless it replaces or cuts the response, the checks follow.
    private func perform(_ action: FaultAction?, _ active: inout ActiveRequest) -> Reply {
        switch action {
        case .error(let error): refuse(.api(APIError(error, for: active)), &active)
        case .respond(let status, let headers, let body, let isUnchecked):
            reply(with: Answer(status: status, headers: headers, json: body, isUnchecked: isUnchecked), &active)
        case .connection(let connection): cut(connection, &active)
        case nil, .truncate, .drip, .malformed, .afterEvents: check(&active)
        }
    }

    /// Checks rate limit, route and plan, and reads the body.
    private func check(_ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            try active.takeRateLimitToken()
            if let message = active.arrival.mcp { return try serve(message, &active) }
            let route = try active.arrival.route()
            try active.checkPlan(for: route.operation)
            try readBody(of: &active, for: route.operation)
            return claim(route, &active)
        } catch {
            return refuse(error, &active)
        }
    }

    /// Claims the idempotency key; while another call holds it, waits for that call and tries again.
    private func claim(_ route: Route, _ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            switch try active.claimIdempotencyKey() {
            case .first: return handle(route, &active)
            case .replay(let stored): return reply(with: Answer(stored), &active)
            case .running(let key, let member):
                return wait(for: key, of: member, active) { active in claim(route, &active) }
            }
        } catch {
            return refuse(error, &active)
        }
    }

    /// Validates the request and runs the handler.
    func handle(_ route: Route, _ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            let answer = try answer(to: &active, route)
            return answer.status < 400 ? conclude(answer, &active) : reply(with: answer, &active)
        } catch {
            return refuse(error, &active)
        }
    }

    /// Asks the holds of the phase `after_commit` after a handler, or the MCP endpoint, has succeeded.
    func conclude(_ answer: Answer, _ active: inout ActiveRequest) -> Reply {
        let reply =
            if let holds = active.holds {
                whenReleased(by: holds, in: .afterCommit, &active) { active in askFaults(answer, &active) }
            } else {
                askFaults(answer, &active)
            }
        return ending(active, with: answer, reply)
    }

    /// Asks the fault rules of the phase `after_commit`, and sends the answer with the fault of the one that fires.
    private func askFaults(_ answer: Answer, _ active: inout ActiveRequest) -> Reply {
        guard let fault = active.fireAfterCommit() else { return send(OutgoingAnswer(answer), &active) }
        return send(answer, brokenBy: fault, &active)
    }
}
