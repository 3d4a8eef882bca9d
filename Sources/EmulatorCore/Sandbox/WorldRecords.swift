/// The replayable responses and the rate limits of a world.
///
/// They are not part of the state, as a request that fails counts, too.
package struct WorldRecords: Sendable {
    /// The responses that can be replayed.
    let idempotency: IdempotencyStore
    /// The token buckets of the organization.
    let rateLimiter: RateLimiter
    /// Counts the onboarding requests for each token.
    let onboardingLimiter: FixedWindowLimiter

    /// Records without any requests.
    package init() {
        idempotency = IdempotencyStore()
        rateLimiter = RateLimiter()
        onboardingLimiter = FixedWindowLimiter()
    }

    /// A copy of other records for a dry run.
    init(dryRunOf other: WorldRecords) {
        idempotency = IdempotencyStore(dryRunOf: other.idempotency)
        rateLimiter = RateLimiter(copying: other.rateLimiter)
        onboardingLimiter = FixedWindowLimiter(copying: other.onboardingLimiter)
    }

    /// A copy of other records, which changes independently of them.
    init(copying other: WorldRecords) {
        idempotency = IdempotencyStore(copying: other.idempotency)
        rateLimiter = RateLimiter(copying: other.rateLimiter)
        onboardingLimiter = FixedWindowLimiter(copying: other.onboardingLimiter)
    }
}
