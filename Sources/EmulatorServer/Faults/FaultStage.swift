import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// Lets things go wrong before anything is checked: no handler runs then, and no token and no record is used.
struct FaultStage: PipelineStage {
    let registry: SandboxRegistry

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        let plan = exchange.world?.faults ?? registry.strayFaults
        guard !plan.isEmpty else { return .next }
        if exchange.body == nil { exchange.body = try? JSONValue(parsing: exchange.bodyBytes) }
        guard let fired = exchange.fire(plan) else { return .next }
        exchange.note(fired, of: plan)
        guard let action = fired.action else { return .next }
        exchange.showRateLimit()
        switch action {
        case .error: throw .api(APIError(action, for: exchange))
        case .respond(let status, let headers, let body, _):
            return .answer(Answer(status: status, headers: headers, json: body))
        case .connection(let connection): return .cut(connection)
        case .truncate, .drip, .malformed: return .next
        }
    }
}

extension Exchange {
    /// Notes the rule that fired, for the answer's headers and the journal, and the time that it takes.
    mutating func note(_ fired: FiredFault, of plan: FaultPlan) {
        outcome.fault = fired.rule
        hit = fired.hit.map { OpenHit(plan: plan, name: $0) }
        if fired.delay > .zero { delay = fired.delay }
    }

    /// Asks the rules before anything is checked; a request that repeats one which was hit may be hit again.
    fileprivate mutating func fire(_ plan: FaultPlan) -> FiredFault? {
        let arrival = RequestArrival(self)
        outcome.repeated = plan.takeRepeat(arrival)
        if let repeated = outcome.repeated, !isReplayOfRecord,
            let fired = plan.fire(for: repeated, arrival, in: .beforeCommit)
        {
            return fired
        }
        return plan.fire(for: RequestFacts(self), arrival, in: .beforeCommit)
    }

    /// Whether an idempotency record will answer: the application's own next try after a lost answer must succeed.
    private var isReplayOfRecord: Bool {
        guard let world, apiKey != nil, method == "POST",
            let key = request.head.headers.first(name: "Idempotency-Key")
        else { return false }
        return world.idempotency.holds(key, at: now)
    }

    /// Shows the bucket as it is, as every answer below 500 does, without taking anything from it.
    fileprivate mutating func showRateLimit() {
        guard let world, let organization else { return }
        let kind = RateLimitClass(method: method)
        let capacity = kind == .read ? organization.readsPerMinute : organization.writesPerMinute
        rateLimit =
            organization.rateLimits.enforce
            ? world.rateLimiter.peek(kind, capacity: capacity, at: now)
            : .full(limit: capacity, at: now)
    }
}

extension RequestArrival {
    /// An exchange as it came, once the journal has numbered it.
    init(_ exchange: Exchange) {
        self.init(
            seq: exchange.seq,
            method: exchange.method,
            target: exchange.request.head.uri,
            headers: exchange.request.head.headers.recorded,
            body: exchange.bodyBytes,
            connection: exchange.request.connection?.id,
            at: exchange.wall
        )
    }
}

extension RequestFacts {
    /// What is known of an exchange once its key and its route are.
    init(_ exchange: Exchange) {
        var parameters: [String: String] = [:]
        if case .operation(let operation, let path) = exchange.match {
            for name in operation.captureNames { parameters[name] = path[name] }
        }
        self.init(
            operation: exchange.operation?.id,
            tags: exchange.operation?.tags ?? [],
            method: exchange.method,
            path: exchange.path,
            query: QueryItem.items(exchange.query).map { (name: $0.name, value: $0.value) },
            headers: exchange.request.head.headers.combined.map { HeaderField(name: $0.name, value: $0.value) },
            pathParameters: parameters,
            body: exchange.body
        )
    }
}

extension APIError {
    /// The error of a rule, with what its text speaks of as far as the exchange knows it.
    init(_ action: FaultAction, for exchange: Exchange) {
        guard case .error(let code, let retryAfter, let message, let param) = action else {
            preconditionFailure("only errors become errors")
        }
        var values: [String: String] = [:]
        values["plan"] = exchange.organization?.plan.rawValue
        values["feature"] = exchange.operation?.extensions["x-entitlement"]?.string
        values["n"] = retryAfter.map { String($0) }
        self.init(code: code, values: values.compactMapValues { $0 }, param: param)
        self.message = message
        if let retryAfter { headers["Retry-After"] = String(retryAfter) }
    }
}

extension Answer {
    /// An answer that somebody wrote down.
    init(status: Int, headers: [HeaderField], json: JSONValue?) {
        self.init(status: status, body: json?.serialized ?? [])
        for field in headers {
            if field.name.lowercased() == "content-type" {
                contentType = field.value
            } else {
                self.headers.append((field.name, field.value))
            }
        }
    }
}
