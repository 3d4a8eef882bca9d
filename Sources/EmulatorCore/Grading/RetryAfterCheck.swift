import Domain

/// A request that was answered with `Retry-After` must not come again before that time.
enum RetryAfterCheck: GradeCheck {
    private struct Demand {
        let seq: Int
        let endedAt: Timestamp
        let seconds: Int

        var due: Timestamp { endedAt.adding(.seconds(Int64(seconds))) }
    }

    /// How much too early a request may come in milliseconds, as clocks are not exact.
    private static let tolerance: Int64 = 50

    static let kept = "Each request that came again came after the time in `Retry-After`"
    static let notSeen =
        "No request came again after a response with `Retry-After`; "
        + "a fault rule {error: rate_limit_exceeded, retry_after: 2} causes such a response."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        var cases: [GradeCase] = []
        var demands: [RequestArrival.Identity: Demand] = [:]
        for request in records.requests {
            // A request that came before the answer is not a retry; it was sent at the same time.
            if let demand = demands[request.identity], demand.endedAt <= request.wallAt {
                demands[request.identity] = nil
                cases.append(.request(request.seq, breach: breach(of: demand, by: request)))
            }
            guard let seconds = request.retryAfter, let endedAt = request.endedAt else { continue }
            let demand = Demand(seq: request.seq, endedAt: endedAt, seconds: seconds)
            if let other = demands[request.identity], other.due > demand.due { continue }
            demands[request.identity] = demand
        }
        return cases
    }

    private static func breach(of demand: Demand, by request: GradedRequest) -> String? {
        guard request.wallAt.adding(milliseconds: tolerance) < demand.due else { return nil }
        let gap = request.wallAt.milliseconds - demand.endedAt.milliseconds
        return "Request \(request.seq) came \(gap) ms after the response to request \(demand.seq), "
            + "which had `Retry-After: \(demand.seconds)`"
    }
}
