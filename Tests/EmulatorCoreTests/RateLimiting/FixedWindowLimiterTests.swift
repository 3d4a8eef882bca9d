import Domain
import EmulatorCore
import Testing

struct FixedWindowLimiterTests {
    private func at(_ milliseconds: Int64) -> Timestamp { .start.adding(milliseconds: milliseconds) }

    /// A limiter whose window for that name is exhausted.
    private func exhausted(_ name: String = "a", limit: Int = 30, at now: Timestamp = .start) -> FixedWindowLimiter {
        let limiter = FixedWindowLimiter()
        for _ in 0..<limit { _ = limiter.count(name, limit: limit, at: now) }
        return limiter
    }

    @Test(arguments: [1, 2, 30])
    func `a window allows as many requests as its limit and refuses the next one`(limit: Int) {
        let limiter = FixedWindowLimiter()
        for _ in 0..<limit { #expect(limiter.count("a", limit: limit, at: .start) == nil) }
        #expect(limiter.count("a", limit: limit, at: .start) == 60)
        #expect(limiter.count("a", limit: limit, at: .start) == 60)
    }

    @Test(
        arguments: [(0, 60), (1, 60), (999, 60), (1000, 59), (30_000, 30), (59_000, 1), (59_001, 1), (59_999, 1)]
            as [(Int64, Int)]
    )
    func `the remaining time of a window is given in whole seconds, rounded up`(milliseconds: Int64, seconds: Int) {
        #expect(exhausted().count("a", limit: 30, at: at(milliseconds)) == seconds)
    }

    @Test func `requests are allowed again after the minute of the window`() {
        let limiter = exhausted()
        #expect(limiter.count("a", limit: 30, at: at(60_000)) == nil)
        for _ in 0..<29 { #expect(limiter.count("a", limit: 30, at: at(90_000)) == nil) }
        #expect(limiter.count("a", limit: 30, at: at(90_000)) == 30)
    }

    @Test func `a window starts with the first call and does not slide`() {
        let limiter = FixedWindowLimiter()
        #expect(limiter.count("a", limit: 2, at: at(0)) == nil)
        #expect(limiter.count("a", limit: 2, at: at(59_999)) == nil)
        #expect(limiter.count("a", limit: 2, at: at(59_999)) == 1)
        #expect(limiter.count("a", limit: 2, at: at(60_000)) == nil)
        #expect(limiter.count("a", limit: 2, at: at(60_000)) == nil)
        #expect(limiter.count("a", limit: 2, at: at(60_000)) == 60)
    }

    @Test func `refused requests do not extend the window`() {
        let limiter = exhausted(limit: 3)
        for second in 1..<60 { #expect(limiter.count("a", limit: 3, at: at(Int64(second) * 1000)) == 60 - second) }
        #expect(limiter.count("a", limit: 3, at: at(60_000)) == nil)
    }

    @Test func `each name has a window of its own`() {
        let limiter = exhausted()
        for name in ["b", "", "A", "a "] { #expect(limiter.count(name, limit: 30, at: .start) == nil) }
        #expect(limiter.count("a", limit: 30, at: .start) == 60)
    }

    @Test func `a cleared limiter allows requests again`() {
        let limiter = exhausted()
        limiter.clear()
        #expect(limiter.count("a", limit: 30, at: .start) == nil)
    }

    @Test func `a clock that goes back behind the start opens a new window`() {
        let limiter = exhausted(at: at(60_000))
        #expect(limiter.count("a", limit: 30, at: at(60_000)) == 60)
        #expect(limiter.count("a", limit: 30, at: at(59_999)) == nil)
        for _ in 0..<29 { _ = limiter.count("a", limit: 30, at: at(59_999)) }
        #expect(limiter.count("a", limit: 30, at: at(59_999)) == 60)
    }

    @Test func `expired windows make room for new names`() {
        let limiter = FixedWindowLimiter()
        for number in 0..<9_999 { _ = limiter.count("old \(number)", limit: 1, at: at(0)) }
        #expect(limiter.count("a", limit: 1, at: at(30_000)) == nil)
        #expect(limiter.count("new", limit: 1, at: at(60_000)) == nil)
        #expect(limiter.count("a", limit: 1, at: at(60_000)) == 30)
        #expect(limiter.count("new", limit: 1, at: at(60_000)) == 60)
    }

    @Test func `one window above ten thousand clears all open windows`() {
        let limiter = exhausted(limit: 1)
        for number in 0..<9_998 { _ = limiter.count("\(number)", limit: 1, at: .start) }
        #expect(limiter.count("last", limit: 1, at: .start) == nil)
        #expect(limiter.count("one more", limit: 1, at: .start) == nil)
        #expect(limiter.count("one more", limit: 1, at: .start) == 60)
        #expect(limiter.count("a", limit: 1, at: .start) == nil)
    }

    @Test func `a window allows exactly its limit among a thousand parallel requests`() async {
        let limiter = FixedWindowLimiter()
        let lawful = await withTaskGroup { group in
            for _ in 0..<1000 {
                group.addTask { limiter.count("a", limit: 30, at: .start) == nil ? 1 : 0 }
            }
            return await group.reduce(0, +)
        }
        #expect(lawful == 30)
    }
}
