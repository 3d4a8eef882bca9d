import Documents
import Domain
import EmulatorCore
import Testing

@Suite struct ActionLogTests {
    private static func action(after seq: Int, _ path: String = "/__admin/clock", body: JSONValue? = nil)
        -> RecordedAction
    {
        RecordedAction(afterSeq: seq, at: .start, wallAt: .start, method: "PUT", path: path, body: body)
    }

    @Test func `actions are in the order of the requests before them`() {
        let log = ActionLog()
        for (seq, path) in [(2, "/a"), (1, "/b"), (2, "/c")] { log.add(Self.action(after: seq, path)) }
        #expect(log.actions.map(\.path) == ["/b", "/a", "/c"])
        #expect(log.evictedCount == 0)
    }

    @Test func `the oldest actions are evicted when there are too many`() {
        let log = ActionLog(maximumCount: 2)
        for seq in 1...5 { log.add(Self.action(after: seq)) }
        #expect(log.actions.map(\.afterSeq) == [4, 5])
        #expect(log.evictedCount == 3)
    }

    @Test func `the oldest actions are evicted when they are too large, but never the newest`() {
        let log = ActionLog(maximumWeight: 1_000)
        log.add(Self.action(after: 1))
        log.add(Self.action(after: 2, body: .string(String(repeating: "x", count: 2_000))))
        #expect(log.actions.map(\.afterSeq) == [2])
        #expect(log.evictedCount == 1)
    }

    @Test func `a world keeps the state with which it began`() throws {
        let world = World.sample()
        try world.addCustomer()
        #expect(world.beginning.state.customers.count == 0)
        #expect(world.transaction { $0.customers.count } == 1)
    }
}
