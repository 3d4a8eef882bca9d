import Contract
import Documents
import Domain
import EmulatorCore
package import HTTPServing
import NIOHTTP1

/// Answers requests to the API, and those of the dashboard.
///
/// The five functions below are the order of all checks, from top to bottom. They run on the connection's event loop and
/// never wait, but for a delay that a rule asks for and for a call that holds the same idempotency key: what is to
/// happen then is the next function.
package struct ContractPipeline: Sendable {
    let contract: Contract
    let catalog: ErrorCatalog
    let clock: EmulatorClock
    let admission: any Admission
    let table: OperationTable
    let origin: OriginPolicy
    let unmatched: UnmatchedRequests
    /// The rules for requests that belong to no world.
    let unmatchedFaults: FaultPlan
    let log: RequestLog
    /// Whether each answer is validated against the contract before it goes out.
    let isStrict: Bool

    /// The reply to one request: its size and its key, then the rules that fire before anything else is checked.
    package func respond(to request: Request) -> Reply {
        let arrival = Arrival(request, routes: contract.routes, wall: clock.now)
        let admitted: Admitted
        do throws(Refusal) {
            try arrival.checkSize()
            admitted = try admission.admit(arrival)
        } catch {
            var active = ActiveRequest(arrival, .nobody(at: arrival.wall), unmatched: unmatched.journal)
            return refuse(error, &active)
        }
        var active = ActiveRequest(arrival, admitted, unmatched: unmatched.journal)
        guard let fault = active.fireBeforeCommit(unmatched: unmatchedFaults) else { return check(&active) }
        return after(fault.delay, &active) { active in perform(fault.action, &active) }
    }

    /// What a rule has decided; all but an injected answer goes on to the checks.
    private func perform(_ action: FaultAction?, _ active: inout ActiveRequest) -> Reply {
        switch action {
        case .error(let error): refuse(.api(APIError(error, for: active)), &active)
        case .respond(let status, let headers, let body, _):
            reply(with: Answer(status: status, headers: headers, json: body), &active)
        case .connection(let connection): cut(connection, &active)
        case nil, .truncate, .drip, .malformed: check(&active)
        }
    }

    /// Rate limit, route, plan, body.
    private func check(_ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            try active.takeRateLimitToken()
            let route = try active.arrival.route()
            try active.checkPlan(for: route.operation)
            try readBody(of: &active, for: route.operation)
            return claim(route, &active)
        } catch {
            return refuse(error, &active)
        }
    }

    /// Idempotency: a call with a key that another one holds waits for its end, and asks again.
    private func claim(_ route: Route, _ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            switch try active.claimIdempotencyKey() {
            case .first: return handle(route, &active)
            case .replay(let stored): return reply(with: Answer(stored), &active)
            case .running(let key, let world):
                return wait(for: key, in: world, active) { active in claim(route, &active) }
            }
        } catch {
            return refuse(error, &active)
        }
    }

    /// Validation and handler, then the rules that fire once a handler has succeeded.
    private func handle(_ route: Route, _ active: inout ActiveRequest) -> Reply {
        do throws(Refusal) {
            let answer = try answer(to: &active, route)
            guard answer.status < 400, let fault = active.fireAfterCommit() else { return reply(with: answer, &active) }
            return reply(with: answer, brokenBy: fault, &active)
        } catch {
            return refuse(error, &active)
        }
    }
}
