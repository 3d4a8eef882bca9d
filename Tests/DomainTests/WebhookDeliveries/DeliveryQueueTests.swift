import Testing

@testable import Domain

struct DeliveryQueueTests {
    typealias Delivery = Identifier<WebhookDelivery>
    typealias Lane = Identifier<WebhookSubscription>

    private let lane = Lane("wbs_a")
    private let other = Lane("wbs_b")

    private func names(_ prefix: String, _ range: Range<Int>) -> [String] { range.map { "\(prefix)\($0)" } }

    // MARK: In the order of events

    @Test func `first attempts of a lane are made one after another`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b", "c"], to: lane)
        #expect(queue.start() == ["a"])
        #expect(queue.start() == [])
        for next in ["b", "c"] {
            queue.endAll()
            #expect(queue.start() == [next])
        }
        queue.endAll()
        #expect(queue.start() == [])
        #expect(queue.runningCount == 0)
    }

    @Test func `the release of a slow first attempt lets exactly one more start`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b", "c"], to: lane)
        #expect(queue.start() == ["a"])
        queue.release(Delivery("a"))
        #expect(queue.start() == ["b"])
        queue.release(Delivery("a"))
        #expect(queue.start() == [])
        queue.end(Delivery("a"))
        #expect(queue.start() == [])
        queue.end(Delivery("b"))
        #expect(queue.start() == ["c"])
    }

    @Test func `a running first attempt holds the others until it is released or ends`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        #expect(!queue.holdsOthers(Delivery("a")))
        _ = queue.start()
        #expect(queue.holdsOthers(Delivery("a")))
        #expect(!queue.holdsOthers(Delivery("b")))
        queue.release(Delivery("a"))
        #expect(!queue.holdsOthers(Delivery("a")))
        _ = queue.start()
        #expect(queue.holdsOthers(Delivery("b")))
        queue.end(Delivery("b"))
        #expect(!queue.holdsOthers(Delivery("b")))
    }

    @Test func `retries run beside a first attempt and hold no other delivery`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        queue.add(["r", "s"], to: lane, .retry)
        #expect(Set(queue.start()) == ["a", "r", "s"])
        #expect(!queue.holdsOthers(Delivery("r")))
        queue.end(Delivery("a"))
        #expect(queue.start() == ["b"])
        queue.add(["t"], to: lane, .retry)
        #expect(queue.start() == ["t"])
    }

    @Test func `at most thirty-two retries of a lane are under way`() {
        var queue = DeliveryQueue()
        queue.add(names("r", 0..<40), to: lane, .retry)
        #expect(queue.start() == names("r", 0..<32))
        queue.end(Delivery("r7"))
        queue.end(Delivery("r9"))
        #expect(queue.start() == ["r32", "r33"])
        #expect(queue.runningCount == 32)
        queue.add(["a"], to: lane)
        #expect(queue.start() == ["a"])
    }

    @Test func `lanes do not wait for each other`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        queue.add(["x", "y"], to: other)
        #expect(queue.start() == ["a", "x"])
        queue.end(Delivery("x"))
        #expect(queue.start() == ["y"])
        queue.end(Delivery("a"))
        #expect(queue.start() == ["b"])
    }

    // MARK: In no order

    @Test func `with order none, thirty-two first attempts of each lane run at once`() {
        var queue = DeliveryQueue()
        queue.add(names("a", 0..<40), to: lane)
        queue.add(names("x", 0..<40), to: other)
        #expect(queue.start(order: .none) == names("a", 0..<32) + names("x", 0..<32))
        #expect(queue.start(order: .none) == [])
        #expect(!queue.holdsOthers(Delivery("a0")))
        queue.end(Delivery("a31"))
        #expect(queue.start(order: .none) == ["a32"])
        queue.add(["r"], to: lane, .retry)
        #expect(queue.start(order: .none) == ["r"])
        #expect(queue.runningCount == 65)
    }

    // MARK: Closed lanes

    @Test func `a closed lane starts nothing until it is open and resumed`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        queue.add(["r"], to: lane, .retry)
        queue.add(["x"], to: other)
        #expect(queue.start(closed: [lane]) == ["x"])
        #expect(queue.start(closed: [lane]) == [])
        queue.resume(lane)
        #expect(Set(queue.start()) == ["a", "r"])
    }

    @Test func `a replay by hand starts although its lane is closed`() {
        var queue = DeliveryQueue()
        queue.add(["a"], to: lane)
        queue.add(["h", "i"], to: lane, .byHand)
        #expect(queue.start(closed: [lane]) == ["h", "i"])
        #expect(!queue.holdsOthers(Delivery("h")))
    }

    @Test func `a replay by hand does not wait for a first attempt`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        #expect(queue.start() == ["a"])
        queue.add(["h"], to: lane, .byHand)
        #expect(queue.start() == ["h"])
        queue.end(Delivery("h"))
        #expect(queue.start() == [])
    }

    @Test func `resuming a lane that is empty does nothing`() {
        var queue = DeliveryQueue()
        queue.resume(lane)
        #expect(queue.start() == [])
    }

    // MARK: Ending and clearing

    @Test func `clearing a lane removes its waiting deliveries and keeps the running attempt`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        queue.add(["x"], to: other)
        #expect(queue.start() == ["a", "x"])
        queue.add(["r"], to: lane, .retry)
        queue.add(["h"], to: lane, .byHand)
        queue.clear(lane)
        #expect(queue.start() == [])
        #expect(queue.isRunning(Delivery("a")))
        #expect(!queue.isRunning(Delivery("b")))
        queue.add(["c"], to: lane)
        #expect(queue.start() == [])
        queue.end(Delivery("a"))
        #expect(queue.start() == ["c"])
        queue.endAll()
        #expect(queue.runningCount == 0)
    }

    @Test func `ending a delivery that is not under way changes nothing`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        _ = queue.start()
        queue.end(Delivery("b"))
        queue.end(Delivery("unknown"))
        queue.release(Delivery("b"))
        #expect(queue.start() == [])
        #expect(queue.runningCount == 1)
    }

    @Test func `a delivery whose attempt has ended may be queued for a retry`() {
        var queue = DeliveryQueue()
        queue.add(["a"], to: lane)
        for _ in 0..<3 {
            #expect(queue.start() == ["a"])
            #expect(queue.isRunning(Delivery("a")))
            queue.end(Delivery("a"))
            #expect(!queue.isRunning(Delivery("a")))
            queue.add(["a"], to: lane, .retry)
        }
    }

    // MARK: Step by step

    @Test func `one step starts the delivery that has waited longest, of any reason and lane`() {
        var queue = DeliveryQueue()
        queue.add(["x"], to: other)
        queue.add(["a"], to: lane)
        queue.add(["r"], to: lane, .retry)
        queue.add(["y"], to: other, .byHand)
        queue.add(["b"], to: lane)
        queue.add(["z"], to: other)
        var started: [String] = []
        while let id = queue.startOne(order: .event, isOpen: { _ in true }) {
            started.append(id.description)
            queue.end(id)
        }
        #expect(started == ["x", "a", "r", "y", "b", "z"])
    }

    @Test func `one step skips closed lanes, except for a replay by hand`() {
        var queue = DeliveryQueue()
        queue.add(["a"], to: lane)
        queue.add(["r"], to: lane, .retry)
        queue.add(["x"], to: other)
        queue.add(["h"], to: lane, .byHand)
        let closed = lane
        let isOpen: (Lane) -> Bool = { $0 != closed }
        #expect(queue.startOne(order: .event, isOpen: isOpen)?.description == "x")
        #expect(queue.startOne(order: .event, isOpen: isOpen)?.description == "h")
        #expect(queue.startOne(order: .event, isOpen: isOpen) == nil)
    }

    @Test func `a delivery that a step has started is under way`() {
        var queue = DeliveryQueue()
        queue.add(["a", "b"], to: lane)
        #expect(queue.startOne(order: .event) { _ in true }?.description == "a")
        #expect(queue.isRunning(Delivery("a")))
        #expect(queue.holdsOthers(Delivery("a")))
        #expect(queue.start() == [])
        queue.end(Delivery("a"))
        #expect(queue.start() == ["b"])
    }
}

extension DeliveryQueue {
    fileprivate mutating func add(
        _ names: [String],
        to lane: Identifier<WebhookSubscription>,
        _ reason: Reason = .first
    ) {
        for name in names { add(Identifier(name), to: lane, reason) }
    }

    /// Starts every delivery that may start; all lanes except `closed` are open.
    fileprivate mutating func start(
        order: WebhookPolicy.Order = .event,
        closed: Set<Identifier<WebhookSubscription>> = []
    ) -> [String] {
        let started = start(order: order) { !closed.contains($0) }
        for id in started where !isRunning(id) { Issue.record("\(id) was started and does not run") }
        return started.map(\.description)
    }

    /// Ends every delivery under way whose name is a single letter.
    fileprivate mutating func endAll() {
        for letter in "abcdefghijklmnopqrstuvwxyz" { end(Identifier(String(letter))) }
    }
}
