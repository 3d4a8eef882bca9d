import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Validates a request and runs its handler.
///
/// The schemas are checked before the world is locked. The handler looks up ids, checks the domain's rules and
/// makes the change in one transaction, so that no other request comes between check and change.
extension ContractPipeline {
    func answer(to active: inout ActiveRequest, _ route: Route) throws(Refusal) -> Answer {
        let arrival = active.arrival
        let validation = route.operation.validateRequest(
            query: arrival.operationQuery,
            headers: { arrival.operationHeader($0) },
            body: active.content,
            path: table.isHandled(route.operation) ? PathParameters() : route.path
        )
        active.outcome.violations = validation.violations
        let call = Call(active, route, validation, originPolicy: origin, unmatchedTokens: unmatched.tokens)
        defer {
            active.outcome.events = call.events.ids
            active.deliveries = call.events.deliveries
        }
        do throws(APIError) {
            return try run(call, &active)
        } catch {
            throw .api(active.arrival.mcp?.call?.naming(error) ?? error)
        }
    }

    private func run(_ call: Call, _ active: inout ActiveRequest) throws(APIError) -> Answer {
        switch table.action(of: call.operation) {
        case .world(let handle):
            guard let world = active.caller.world else { throw APIError(.missingAPIKey) }
            let latest = active.arrival.mcp?.call?.latestMessages
            let (answer, messages) = try call.change(world) { state throws(APIError) in
                let answer = try handle(call, &state)
                return (answer, latest.map { MessageOperations.latest($0, of: call, state) })
            }
            active.latestMessages = messages
            return answer
        case .open(let handle):
            return try handle(call, active.caller.world)
        case .stateless(let handle):
            return try handle(call)
        case nil:
            try call.refuseMalformedPath(active.outcome.violations)
            try call.fields.throwFirst()
            return sample(for: call, &active)
        }
    }

    /// The answer from the contract's examples and schemas; the journal notes if it does not match its schema.
    private func sample(for call: Call, _ active: inout ActiveRequest) -> Answer {
        let sample = call.operation.sampleResponse(accept: active.arrival.headers.combined("Accept"))
        if !sample.isValid { active.outcome.violations.append(.invalidSample) }
        return Answer(sample, requestID: call.requestID)
    }
}

extension ContractViolation {
    /// The violation for the journal if no valid sample was found for the schema of the response.
    fileprivate static let invalidSample = ContractViolation(
        location: .body,
        pointer: JSONPointer(),
        keyword: "sample",
        message: "the answer breaks its own schema, for which no valid sample was found"
    )
}
