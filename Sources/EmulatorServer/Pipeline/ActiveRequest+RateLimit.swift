import Domain
import EmulatorCore

extension ActiveRequest {
    /// Takes a token from the rate limit bucket of the request's class; with `enforce` off, the bucket stays full.
    mutating func takeRateLimitToken() throws(Refusal) {
        guard case .member(let member) = caller else { return }
        let (kind, capacity) = rateLimit(of: member.organization)
        guard member.organization.rateLimits.enforce else {
            rateLimit = .full(limit: capacity, at: now)
            return
        }
        let reading = member.world.rateLimiter.take(kind, capacity: capacity, at: now)
        rateLimit = reading
        if let wait = reading.retryAfter { throw .api(.tooOften(retryAfter: wait)) }
    }

    /// Reads the bucket for the `X-RateLimit-*` headers without taking a token.
    mutating func showRateLimit() {
        guard case .member(let member) = caller else { return }
        let (kind, capacity) = rateLimit(of: member.organization)
        rateLimit =
            member.organization.rateLimits.enforce
            ? member.world.rateLimiter.peek(kind, capacity: capacity, at: now)
            : .full(limit: capacity, at: now)
    }

    private func rateLimit(of organization: Organization) -> (RateLimitClass, capacity: Int) {
        let kind = arrival.rateLimitClass
        return switch kind {
        case .read: (kind, organization.readsPerMinute)
        case .write: (kind, organization.writesPerMinute)
        }
    }
}
