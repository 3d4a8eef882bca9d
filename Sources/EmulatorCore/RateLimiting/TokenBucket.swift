package import Domain

/// A token bucket that holds the requests of one minute and refills continuously.
///
/// It counts in whole 60,000ths of a request, of which each millisecond adds `capacity`. So rounding errors do not add
/// up, and a request is allowed after `Retry-After` seconds, however many requests were refused in between.
package struct TokenBucket: Hashable, Sendable {
    private static let minute = 60_000
    private static let largest = 1_000_000_000_000
    private let capacity: Int
    private var level: Int
    private var updatedAt: Timestamp

    /// A full bucket for `capacity` requests a minute, which must be at least 1; more than 10^12 count as 10^12.
    package init(capacity: Int, at now: Timestamp) {
        precondition(capacity > 0, "a bucket holds at least one request")
        self.capacity = min(capacity, Self.largest)
        level = self.capacity * Self.minute
        updatedAt = now
    }

    /// Reads the bucket without taking a token; a bucket whose capacity has changed starts full.
    package mutating func look(capacity: Int, at now: Timestamp) -> RateLimitReading {
        if min(capacity, Self.largest) != self.capacity { self = TokenBucket(capacity: capacity, at: now) }
        refill(at: now)
        return reading(at: now, retryAfter: nil)
    }

    /// Takes one token if there is one; a bucket whose capacity has changed starts full.
    package mutating func take(capacity: Int, at now: Timestamp) -> RateLimitReading {
        _ = look(capacity: capacity, at: now)
        guard level >= Self.minute else {
            return reading(at: now, retryAfter: Self.roundedUp(millisecondsUntil(Self.minute), to: 1000))
        }
        level -= Self.minute
        return reading(at: now, retryAfter: nil)
    }

    /// Adds the tokens of the time that has passed; a clock that was set back adds none.
    private mutating func refill(at now: Timestamp) {
        let elapsed = Int(max(0, min(now.milliseconds - updatedAt.milliseconds, Int64(Self.minute))))
        level = min(capacity * Self.minute, level + elapsed * capacity)
        updatedAt = now
    }

    private func reading(at now: Timestamp, retryAfter: Int?) -> RateLimitReading {
        let full = now.adding(milliseconds: Int64(millisecondsUntil(capacity * Self.minute)) + 999)
        return RateLimitReading(
            limit: capacity,
            remaining: level / Self.minute,
            reset: full.seconds,
            retryAfter: retryAfter
        )
    }

    private func millisecondsUntil(_ level: Int) -> Int {
        Self.roundedUp(level - self.level, to: capacity)
    }

    /// The amount divided by `unit`, rounded up.
    private static func roundedUp(_ amount: Int, to unit: Int) -> Int {
        (amount + unit - 1) / unit
    }
}
