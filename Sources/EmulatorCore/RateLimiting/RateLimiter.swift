package import Domain
import Synchronization

/// The buckets of one organization, one for each class of request.
///
/// Apart from the state, so that a refused request still costs what it costs.
package final class RateLimiter: Sendable {
    private struct Buckets {
        var read: TokenBucket?
        var write: TokenBucket?
    }

    private let buckets: Mutex<Buckets>

    /// Full buckets.
    package init() { buckets = Mutex(Buckets()) }

    /// Buckets that hold what another one's hold now.
    init(copying other: RateLimiter) { buckets = Mutex(other.buckets.withLock { $0 }) }

    /// Counts one request of that class against that many a minute.
    package func take(_ kind: RateLimitClass, capacity: Int, at now: Timestamp) -> RateLimitReading {
        buckets.withLock { buckets in
            switch kind {
            case .read: Self.take(from: &buckets.read, capacity: capacity, at: now)
            case .write: Self.take(from: &buckets.write, capacity: capacity, at: now)
            }
        }
    }

    /// What the bucket of that class holds, which stays as it is.
    package func peek(_ kind: RateLimitClass, capacity: Int, at now: Timestamp) -> RateLimitReading {
        buckets.withLock { buckets in
            var copy = (kind == .read ? buckets.read : buckets.write) ?? TokenBucket(capacity: capacity, at: now)
            return copy.look(capacity: capacity, at: now)
        }
    }

    /// Fills both buckets, as any change of the settings does.
    package func refill() {
        buckets.withLock { $0 = Buckets() }
    }

    private static func take(from bucket: inout TokenBucket?, capacity: Int, at now: Timestamp) -> RateLimitReading {
        var present = bucket ?? TokenBucket(capacity: capacity, at: now)
        defer { bucket = present }
        return present.take(capacity: capacity, at: now)
    }
}
