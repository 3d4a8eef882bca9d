import Domain
import EmulatorCore
import Testing

@Suite struct RateLimiterTests {
    @Test(arguments: [
        ("GET", RateLimitClass.read), ("HEAD", .read), ("POST", .write), ("PUT", .write), ("PATCH", .write),
        ("DELETE", .write), ("OPTIONS", .write),
    ])
    func `GET and HEAD are in the read class, all other methods in the write class`(
        method: String,
        kind: RateLimitClass
    ) {
        #expect(RateLimitClass(method: method) == kind)
    }

    @Test func `reads and writes are counted separately`() {
        let limiter = RateLimiter()
        for _ in 0..<3 { #expect(limiter.take(.write, capacity: 3, at: .start).retryAfter == nil) }
        #expect(limiter.take(.write, capacity: 3, at: .start).retryAfter == 20)
        #expect(limiter.take(.read, capacity: 30, at: .start).remaining == 29)
        #expect(limiter.take(.write, capacity: 3, at: .start).retryAfter == 20)
    }

    @Test func `a refill fills the buckets of both classes`() {
        let limiter = RateLimiter()
        #expect(limiter.take(.write, capacity: 1, at: .start).remaining == 0)
        #expect(limiter.take(.read, capacity: 1, at: .start).remaining == 0)
        limiter.refill()
        #expect(limiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        #expect(limiter.take(.read, capacity: 1, at: .start).retryAfter == nil)
    }

    @Test func `a bucket allows exactly its capacity among a thousand parallel requests`() async {
        let limiter = RateLimiter()
        let lawful = await withTaskGroup { group in
            for _ in 0..<1000 {
                group.addTask { limiter.take(.write, capacity: 60, at: .start).retryAfter == nil ? 1 : 0 }
            }
            return await group.reduce(0, +)
        }
        #expect(lawful == 60)
    }
}
