package import Domain

/// A bucket that holds a minute's worth of requests and refills all the time.
///
/// Counts in sixty-thousandths of a request, as whole numbers: a millisecond adds `capacity` of them, so that a request
/// is lawful exactly when `Retry-After` said it would be, however often somebody asked in between.
package struct TokenBucket: Hashable, Sendable {
    private static let minute = 60_000
    private static let largest = 1_000_000_000_000
    private let capacity: Int
    private var level: Int
    private var updatedAt: Timestamp

    /// A full bucket for that many requests a minute, at least one; beyond a million million nobody counts.
    package init(capacity: Int, at now: Timestamp) {
        precondition(capacity > 0, "a bucket holds at least one request")
        self.capacity = min(capacity, Self.largest)
        level = self.capacity * Self.minute
        updatedAt = now
    }

    /// What the bucket holds; one whose size has changed starts full.
    package mutating func look(capacity: Int, at now: Timestamp) -> RateLimitReading {
        if min(capacity, Self.largest) != self.capacity { self = TokenBucket(capacity: capacity, at: now) }
        refill(at: now)
        return reading(at: now, retryAfter: nil)
    }

    /// Takes one token if there is one; a bucket whose size has changed starts full.
    package mutating func take(capacity: Int, at now: Timestamp) -> RateLimitReading {
        _ = look(capacity: capacity, at: now)
        guard level >= Self.minute else {
            return reading(at: now, retryAfter: Self.roundedUp(millisecondsUntil(Self.minute), to: 1000))
        }
        level -= Self.minute
        return reading(at: now, retryAfter: nil)
    }

    /// Time that went backwards adds nothing.
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

    /// How many whole `unit`s it takes to hold that amount.
    private static func roundedUp(_ amount: Int, to unit: Int) -> Int {
        (amount + unit - 1) / unit
    }
}
