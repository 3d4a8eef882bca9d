package import Domain

/// What a request learns from its bucket, for the `X-RateLimit-*` headers.
package struct RateLimitReading: Hashable, Sendable {
    /// The most that the bucket can hold.
    package let limit: Int
    /// Whole requests left.
    package let remaining: Int
    /// Unix seconds at which the bucket is full again.
    package let reset: Int64
    /// Whole seconds until the next request is lawful; nil if this one is.
    package let retryAfter: Int?

    /// A full bucket, which is what the headers show where nothing is counted.
    package static func full(limit: Int, at now: Timestamp) -> RateLimitReading {
        RateLimitReading(limit: limit, remaining: limit, reset: now.seconds, retryAfter: nil)
    }
}
