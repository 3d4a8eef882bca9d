package import Domain
import Synchronization

/// The token buckets of one organization, one for each class of requests.
///
/// They are not part of the state, so that a refused request takes a token, too.
package final class RateLimiter: Sendable {
    private struct Buckets {
        var read: TokenBucket?
        var write: TokenBucket?
    }

    private let buckets: Mutex<Buckets>

    /// Full buckets.
    package init() { buckets = Mutex(Buckets()) }

    /// Copies the buckets of another limiter.
    init(copying other: RateLimiter) { buckets = Mutex(other.buckets.withLock { $0 }) }

    /// Counts one request of that class; `capacity` is the number of requests that are allowed in a minute.
    package func take(_ kind: RateLimitClass, capacity: Int, at now: Timestamp) -> RateLimitReading {
        buckets.withLock { buckets in
            switch kind {
            case .read: Self.take(from: &buckets.read, capacity: capacity, at: now)
            case .write: Self.take(from: &buckets.write, capacity: capacity, at: now)
            }
        }
    }

    /// Reads the bucket of that class without counting a request.
    package func peek(_ kind: RateLimitClass, capacity: Int, at now: Timestamp) -> RateLimitReading {
        buckets.withLock { buckets in
            var copy = (kind == .read ? buckets.read : buckets.write) ?? TokenBucket(capacity: capacity, at: now)
            return copy.look(capacity: capacity, at: now)
        }
    }

    /// Fills both buckets, as every change of an organization's settings does.
    package func refill() {
        buckets.withLock { $0 = Buckets() }
    }

    private static func take(from bucket: inout TokenBucket?, capacity: Int, at now: Timestamp) -> RateLimitReading {
        var present = bucket ?? TokenBucket(capacity: capacity, at: now)
        defer { bucket = present }
        return present.take(capacity: capacity, at: now)
    }
}
