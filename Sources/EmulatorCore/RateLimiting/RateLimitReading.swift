package import Domain

/// The rate limit at one request, as the `X-RateLimit-*` headers show it.
package struct RateLimitReading: Hashable, Sendable {
    /// The number of requests that a full bucket allows.
    package let limit: Int
    /// Whole requests left.
    package let remaining: Int
    /// Unix seconds at which the bucket is full again.
    package let reset: Int64
    /// Whole seconds until the next request is allowed; nil if this one is allowed.
    package let retryAfter: Int?

    /// The reading of a full bucket, which the headers show if rate limits are not enforced.
    package static func full(limit: Int, at now: Timestamp) -> RateLimitReading {
        RateLimitReading(limit: limit, remaining: limit, reset: now.seconds, retryAfter: nil)
    }
}
