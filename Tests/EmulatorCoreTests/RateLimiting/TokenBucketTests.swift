import Domain
import Testing

@testable import EmulatorCore

@Suite struct TokenBucketTests {
    /// Empties a bucket and returns the reading of its last allowed request.
    private func drain(_ bucket: inout TokenBucket, capacity: Int, at now: Timestamp) -> RateLimitReading? {
        var last: RateLimitReading?
        for _ in 0..<capacity {
            let reading = bucket.take(capacity: capacity, at: now)
            guard reading.retryAfter == nil else { return nil }
            last = reading
        }
        return last
    }

    @Test(arguments: [1, 7, 60, 600, 6000])
    func `a bucket holds a minute's worth of requests`(capacity: Int) throws {
        var bucket = TokenBucket(capacity: capacity, at: .start)
        let last = try #require(drain(&bucket, capacity: capacity, at: .start))
        #expect(last.limit == capacity)
        #expect(last.remaining == 0)
        #expect(last.reset == Timestamp.start.seconds + 60)
        let refused = bucket.take(capacity: capacity, at: .start)
        #expect(refused.retryAfter == max(1, (60 + capacity - 1) / capacity))
        #expect(refused.remaining == 0)
        #expect(refused.reset == last.reset)
    }

    @Test(arguments: [(60, 1000), (600, 100), (6000, 10), (1, 60_000), (7, 8572)] as [(Int, Int64)])
    func `a request is allowed again at the exact moment when its token is there`(capacity: Int, milliseconds: Int64) {
        var bucket = TokenBucket(capacity: capacity, at: .start)
        #expect(drain(&bucket, capacity: capacity, at: .start) != nil)
        #expect(bucket.take(capacity: capacity, at: .start.adding(milliseconds: milliseconds - 1)).retryAfter == 1)
        #expect(bucket.take(capacity: capacity, at: .start.adding(milliseconds: milliseconds)).retryAfter == nil)
    }

    @Test(arguments: [1, 3, 7, 59, 60, 61, 90, 600, 999])
    func `refused requests do not delay the time that Retry-After named`(capacity: Int) throws {
        var bucket = TokenBucket(capacity: capacity, at: .start)
        #expect(drain(&bucket, capacity: capacity, at: .start) != nil)
        let retryAfter = try #require(bucket.take(capacity: capacity, at: .start).retryAfter)
        let lawful = Timestamp.start.adding(milliseconds: (60_000 + Int64(capacity) - 1) / Int64(capacity))
        var now = Timestamp.start
        while now < lawful {
            #expect(bucket.take(capacity: capacity, at: now).retryAfter != nil)
            now = now.adding(milliseconds: max(1, 60_000 / Int64(capacity) / 100))
        }
        let named = Timestamp.start.adding(milliseconds: Int64(retryAfter) * 1000)
        #expect(named >= lawful)
        #expect(bucket.take(capacity: capacity, at: named).retryAfter == nil)
    }

    @Test(arguments: [(0, 20), (1, 20), (999, 20), (1000, 19), (1001, 19), (19_001, 1), (19_999, 1)])
    func `Retry-After is rounded up to whole seconds`(milliseconds: Int64, retryAfter: Int) {
        var bucket = TokenBucket(capacity: 3, at: .start)
        #expect(drain(&bucket, capacity: 3, at: .start) != nil)
        #expect(bucket.take(capacity: 3, at: .start.adding(milliseconds: milliseconds)).retryAfter == retryAfter)
    }

    @Test func `one request per second never empties a bucket of 60`() {
        var bucket = TokenBucket(capacity: 60, at: .start)
        let readings = (0..<600).map { bucket.take(capacity: 60, at: .start.adding(milliseconds: Int64($0) * 1000)) }
        #expect(readings.allSatisfy { $0.retryAfter == nil && $0.remaining == 59 })
    }

    @Test func `the remaining tokens are rounded down and the reset time is rounded up`() {
        var bucket = TokenBucket(capacity: 60, at: .start)
        #expect(
            bucket.take(capacity: 60, at: .start)
                == RateLimitReading.lawful(limit: 60, remaining: 59, reset: Timestamp.start.seconds + 1)
        )
        #expect(
            bucket.take(capacity: 60, at: .start.adding(milliseconds: 500))
                == RateLimitReading.lawful(limit: 60, remaining: 58, reset: Timestamp.start.seconds + 2)
        )
        #expect(
            bucket.take(capacity: 60, at: .start.adding(milliseconds: 501))
                == RateLimitReading.lawful(limit: 60, remaining: 57, reset: Timestamp.start.seconds + 3)
        )
    }

    @Test func `a bucket never holds more than its capacity`() {
        var bucket = TokenBucket(capacity: 5, at: .start)
        #expect(bucket.take(capacity: 5, at: .start.adding(hours: 1_000_000)).remaining == 4)
        #expect(drain(&bucket, capacity: 4, at: .start.adding(hours: 1_000_000)) != nil)
    }

    @Test func `a change of capacity fills a bucket`() {
        var bucket = TokenBucket(capacity: 5, at: .start)
        #expect(drain(&bucket, capacity: 5, at: .start) != nil)
        let more = bucket.take(capacity: 10, at: .start)
        #expect(more.limit == 10)
        #expect(more.remaining == 9)
        let fewer = bucket.take(capacity: 2, at: .start)
        #expect(fewer.limit == 2)
        #expect(fewer.remaining == 1)
    }

    @Test func `a clock that goes back neither gives nor takes tokens`() {
        var bucket = TokenBucket(capacity: 60, at: .start)
        #expect(drain(&bucket, capacity: 60, at: .start) != nil)
        #expect(bucket.take(capacity: 60, at: .start.adding(hours: -24)).retryAfter == 1)
        #expect(bucket.take(capacity: 60, at: .start.adding(hours: -24).adding(milliseconds: 1000)).retryAfter == nil)
        #expect(bucket.take(capacity: 60, at: .start.adding(hours: -24).adding(milliseconds: 1000)).retryAfter == 1)
    }

    @Test(arguments: [1_000_000, 1_000_000_000_000, Int.max])
    func `a bucket works with any capacity up to the largest integer`(capacity: Int) {
        var bucket = TokenBucket(capacity: capacity, at: .start)
        for hours in [0, 1, 1_000_000] {
            let reading = bucket.take(capacity: capacity, at: .start.adding(hours: hours))
            #expect(reading.retryAfter == nil)
            #expect(reading.remaining == reading.limit - 1)
        }
    }

    @Test func `a reading without counting shows a full bucket`() {
        let reading = RateLimitReading.full(limit: 600, at: .start.adding(milliseconds: 999))
        #expect(reading == .lawful(limit: 600, remaining: 600, reset: Timestamp.start.seconds))
    }
}

extension RateLimitReading {
    /// The reading of an allowed request.
    fileprivate static func lawful(limit: Int, remaining: Int, reset: Int64) -> RateLimitReading {
        RateLimitReading(limit: limit, remaining: remaining, reset: reset, retryAfter: nil)
    }
}
