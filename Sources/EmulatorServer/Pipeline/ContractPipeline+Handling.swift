import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Validates a request and runs its handler.
///
/// What a schema can say is found before the lock is taken; ids, field rules and the change itself share one
/// transaction, so that nothing changes between the check and the change.
extension ContractPipeline {
    func answer(to active: inout ActiveRequest, _ route: Route) throws(Refusal) -> Answer {
        let headers = active.arrival.headers
        let validation = route.operation.validateRequest(
            query: QueryItem.items(active.arrival.query),
            headers: { headers.combined($0) },
            body: active.content,
            path: table.isHandled(route.operation) ? PathParameters() : route.path
        )
        active.outcome.violations = validation.violations
        let call = Call(active, route, validation, originPolicy: origin)
        defer { active.outcome.events = call.events.ids }
        do throws(APIError) {
            return try run(call, &active)
        } catch {
            throw .api(error)
        }
    }

    private func run(_ call: Call, _ active: inout ActiveRequest) throws(APIError) -> Answer {
        switch table.action(of: call.operation) {
        case .world(let handle):
            guard let world = active.caller.world else { throw APIError(.missingAPIKey) }
            return try call.change(world) { state throws(APIError) in try handle(call, &state) }
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

    /// What the contract itself answers; a body that does not fit its schema is noted in the journal.
    private func sample(for call: Call, _ active: inout ActiveRequest) -> Answer {
        let sample = call.operation.sampleResponse(accept: active.arrival.headers.combined("Accept"))
        if !sample.isValid { active.outcome.violations.append(.invalidSample) }
        return Answer(sample, requestID: call.requestID)
    }
}

extension ContractViolation {
    /// Noted where no value was found that a schema of the answer accepts.
    fileprivate static let invalidSample = ContractViolation(
        location: .body,
        pointer: JSONPointer(),
        keyword: "sample",
        message: "the answer breaks its own schema, for which no valid sample was found"
    )
}
