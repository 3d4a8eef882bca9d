import Contract
import Documents
import EmulatorCore
import HTTPServing
import OrderedCollections

extension Call {
    /// The call of a request that all checks have passed and that its schema has been checked for.
    init(
        _ active: borrowing ActiveRequest,
        _ route: Route,
        _ validation: RequestValidation,
        originPolicy: OriginPolicy,
        unmatchedTokens: FixedWindowLimiter
    ) {
        var fields = FieldReport(operation: route.operation, violations: validation.violations)
        if let refusal = active.arrival.mcp?.call?.refusal { fields.add(refusal) }
        self.init(
            operation: route.operation,
            path: route.path,
            query: validation.parameters,
            body: active.body ?? .object([:]),
            fields: fields,
            now: active.now,
            requestID: active.requestID,
            apiKey: active.caller.member?.key,
            wall: active.wall,
            request: active.arrival.request,
            originPolicy: originPolicy,
            unmatchedTokens: unmatchedTokens
        )
    }
}
