import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Validates the request and runs its handler: the last stage, which always answers.
///
/// What a schema can say is found before the lock is taken; ids, field rules and the change itself share one
/// transaction, so that nothing changes between the check and the change.
struct OperationStage: PipelineStage {
    let table: OperationTable
    let origin: OriginPolicy

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard case .operation(let operation, let parameters) = exchange.match else {
            throw .api(.unknownRoute(exchange))
        }
        let headers = exchange.request.head.headers
        let validation = operation.validateRequest(
            query: QueryItem.items(exchange.query),
            headers: { headers.combined($0) },
            body: exchange.content,
            path: table.isHandled(operation) ? PathParameters() : parameters
        )
        exchange.outcome.violations = validation.violations
        let call = Call(
            operation: operation,
            path: parameters,
            validation: validation,
            exchange: exchange,
            originPolicy: origin
        )
        defer { exchange.outcome.events = call.events.ids }
        do throws(APIError) {
            let answer = try run(call, &exchange)
            exchange.hasSucceeded = answer.status < 400
            return .answer(answer)
        } catch {
            throw .api(error)
        }
    }

    private func run(_ call: Call, _ exchange: inout Exchange) throws(APIError) -> Answer {
        switch table.action(of: call.operation) {
        case .world(let handle):
            guard let world = exchange.world else { throw APIError(.missingAPIKey) }
            return try call.transaction(in: world) { state throws(APIError) in try handle(call, &state) }
        case .open(let handle):
            return try handle(call, exchange.world)
        case .stateless(let handle):
            return try handle(call)
        case nil:
            try call.refuseMalformedPath(exchange.outcome.violations)
            try call.fields.throwFirst()
            return sample(for: call, &exchange)
        }
    }

    /// What the contract itself answers; a body that does not fit its schema is noted in the journal.
    private func sample(for call: Call, _ exchange: inout Exchange) -> Answer {
        let accept = exchange.request.head.headers.combined("Accept")
        let sample = call.operation.sampleResponse(accept: accept)
        if !sample.isValid { exchange.outcome.violations.append(.invalidSample) }
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
