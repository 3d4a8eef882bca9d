/// What calls have used up and left behind in a world, apart from its state: a failed call does not give it back.
package struct WorldRecords: Sendable {
    /// The answers that can be replayed.
    let idempotency: IdempotencyStore
    /// The buckets of the organization.
    let rateLimiter: RateLimiter
    /// Counts the onboarding calls for each token.
    let onboardingLimiter: FixedWindowLimiter

    /// Nobody has called.
    package init() {
        idempotency = IdempotencyStore()
        rateLimiter = RateLimiter()
        onboardingLimiter = FixedWindowLimiter()
    }

    /// The same records, which go their own way from now on.
    init(copying other: WorldRecords) {
        idempotency = IdempotencyStore(copying: other.idempotency)
        rateLimiter = RateLimiter(copying: other.rateLimiter)
        onboardingLimiter = FixedWindowLimiter(copying: other.onboardingLimiter)
    }
}
