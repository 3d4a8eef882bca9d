import Domain
import EmulatorCore

/// Takes a token from the organization's bucket, if anybody counts.
struct RateLimitStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let world = exchange.world, let organization = exchange.organization else { return .next }
        let kind = RateLimitClass(method: exchange.method)
        let capacity =
            switch kind {
            case .read: organization.readsPerMinute
            case .write: organization.writesPerMinute
            }
        guard organization.rateLimits.enforce else {
            exchange.rateLimit = .full(limit: capacity, at: exchange.now)
            return .next
        }
        let reading = world.rateLimiter.take(kind, capacity: capacity, at: exchange.now)
        exchange.rateLimit = reading
        guard let wait = reading.retryAfter else { return .next }
        throw .api(.tooOften(retryAfter: wait))
    }
}
