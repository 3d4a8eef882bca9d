package import Domain

/// The two classes of request that are counted apart.
package enum RateLimitClass: Sendable {
    /// GET and HEAD.
    case read
    /// Everything that may change something.
    case write

    /// The class of a method.
    package init(method: String) {
        self = method == "GET" || method == "HEAD" ? .read : .write
    }
}

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

/// A bucket that holds a minute's worth of requests and refills all the time.
package struct TokenBucket: Hashable, Sendable {
    private var capacity: Int
    private var tokens: Double
    private var updatedAt: Timestamp

    /// A full bucket for that many requests a minute.
    package init(capacity: Int, at now: Timestamp) {
        self.capacity = capacity
        tokens = Double(capacity)
        updatedAt = now
    }

    /// Takes one token if there is one; a bucket whose size has changed starts full.
    package mutating func take(capacity: Int, at now: Timestamp) -> RateLimitReading {
        if capacity != self.capacity { self = TokenBucket(capacity: capacity, at: now) }
        refill(at: now)
        guard tokens >= 1 else { return reading(at: now, retryAfter: max(1, seconds(until: 1))) }
        tokens -= 1
        return reading(at: now, retryAfter: nil)
    }

    private mutating func refill(at now: Timestamp) {
        let elapsed = Double(now.milliseconds - updatedAt.milliseconds) / 60_000
        tokens = min(Double(capacity), tokens + max(0, elapsed) * Double(capacity))
        updatedAt = now
    }

    private func reading(at now: Timestamp, retryAfter: Int?) -> RateLimitReading {
        let millisecondsUntilFull = ((Double(capacity) - tokens) / Double(capacity) * 60_000).rounded(.up)
        let full = now.adding(milliseconds: Int64(millisecondsUntilFull) + 999)
        return RateLimitReading(
            limit: capacity, remaining: Int(tokens), reset: full.seconds, retryAfter: retryAfter)
    }

    private func seconds(until level: Double) -> Int {
        Int(((level - tokens) / Double(capacity) * 60).rounded(.up))
    }
}
