import Testing

@testable import Domain

struct TimerQueueTests {
    private func expiry(_ name: String) -> WorldTimer.Kind { .setupLinkExpiry(Identifier(name)) }

    private func at(_ seconds: Int64) -> Timestamp { .start.adding(.seconds(seconds)) }

    /// All timers that are due by `now`, in the order in which the queue gives them.
    private func taken(from queue: inout TimerQueue, dueBy now: Timestamp) -> [WorldTimer.Kind] {
        var kinds: [WorldTimer.Kind] = []
        while let timer = queue.take(dueBy: now) { kinds.append(timer.kind) }
        return kinds
    }

    @Test func `an empty timer queue has no timer`() {
        var queue = TimerQueue()
        #expect(queue.nextDue == nil)
        #expect(queue.take(dueBy: at(1_000_000)) == nil)
        #expect(queue.countBesideDeliveries == 0)
    }

    @Test func `timers are taken in the order of their due times`() {
        var queue = TimerQueue()
        for seconds in [5, 1, 4, 2, 3] { queue.set(expiry("\(seconds)"), due: at(Int64(seconds))) }
        #expect(queue.nextDue == at(1))
        #expect(taken(from: &queue, dueBy: at(9)) == ["1", "2", "3", "4", "5"].map(expiry))
        #expect(queue.nextDue == nil)
    }

    @Test func `timers with the same due time are taken in the order in which they were set`() {
        var queue = TimerQueue()
        let names = (0..<100).map { "\($0)" }
        for name in names {
            queue.set(expiry("later" + name), due: at(2))
            queue.set(expiry(name), due: at(1))
        }
        #expect(taken(from: &queue, dueBy: at(1)) == names.map(expiry))
        #expect(taken(from: &queue, dueBy: at(2)) == names.map { expiry("later" + $0) })
    }

    @Test func `a timer is taken at its due time and not before`() {
        var queue = TimerQueue()
        queue.set(expiry("a"), due: at(10))
        #expect(queue.take(dueBy: at(10).adding(milliseconds: -1)) == nil)
        #expect(queue.nextDue == at(10))
        #expect(queue.take(dueBy: at(10))?.due == at(10))
        #expect(queue.take(dueBy: at(10)) == nil)
    }

    @Test func `a timer may be set for a past time, and while others are taken`() {
        var queue = TimerQueue()
        queue.set(expiry("late"), due: at(5))
        queue.set(expiry("past"), due: at(-5))
        #expect(queue.take(dueBy: at(0))?.kind == expiry("past"))
        queue.set(expiry("sooner"), due: at(3))
        #expect(taken(from: &queue, dueBy: at(9)) == [expiry("sooner"), expiry("late")])
    }

    @Test func `countBesideDeliveries leaves out the timers of deliveries`() {
        var queue = TimerQueue()
        queue.set(.deliveryAttempt(Identifier("wbd_1")), due: at(1))
        #expect(queue.countBesideDeliveries == 0)
        queue.set(expiry("csl_1"), due: at(2))
        queue.set(.secretExpiry(Identifier("wbs_1"), Identifier("sec_1")), due: at(3))
        queue.set(.onboarding(Identifier("csl_1")), due: at(4))
        #expect(queue.countBesideDeliveries == 3)
        var counts: [Int] = []
        while queue.take(dueBy: at(9)) != nil { counts.append(queue.countBesideDeliveries) }
        #expect(counts == [3, 2, 1, 0])
    }

    @Test func `a large timer queue stays in order`() {
        var queue = TimerQueue()
        var random = RandomStream(seed: 1)
        let moments = (0..<10_000).map { _ in at(.random(in: 0..<1000, using: &random)) }
        for moment in moments { queue.set(expiry(""), due: moment) }
        var dues: [Timestamp] = []
        while let due = queue.take(dueBy: at(1000))?.due { dues.append(due) }
        #expect(dues == moments.sorted())
    }
}
