import Domain
import Synchronization
import Testing

@testable import EmulatorCore

@Suite struct WorldFeedTests {
    /// The sandboxes of the observations that an observer has received.
    private final class Received: Sendable {
        private let storage = Mutex<[String]>([])

        var all: [String] { storage.withLock { $0 } }

        func add(_ observation: Observation) {
            storage.withLock { $0.append(observation.sandbox?.description ?? "") }
        }
    }

    private func observation(_ name: String) -> Observation {
        Observation(sandbox: Identifier(name), occurrence: .reset)
    }

    @Test func `an observer receives nothing that was added before it, even if it is delivered later`() {
        let feed = WorldFeed()
        let (early, late) = (Received(), Received())
        let isFirst = Atomic(true)
        _ = feed.observe { observation in
            early.add(observation)
            if isFirst.exchange(false, ordering: .relaxed) { _ = feed.observe { late.add($0) } }
        }
        for name in ["a", "b"] { feed.add(observation(name)) }
        feed.deliver()
        #expect(early.all == ["a", "b"])
        #expect(late.all == [])
        feed.add(observation("c"))
        feed.deliver()
        #expect(early.all == ["a", "b", "c"])
        #expect(late.all == ["c"])
    }

    @Test func `a world that has ended adds nothing after its reset`() {
        let world = World.sample()
        let names = Mutex<[String]>([])
        let source = world.source
        let token = source.observe { occurrence in
            switch occurrence {
            case .request: names.withLock { $0.append("request") }
            case .reset: names.withLock { $0.append("reset") }
            case .event, .delivery, .object, .clock, .faultRule, .hold: break
            }
        }
        let requests = (0..<2).map { _ in world.journal.open(.sample()).seq }
        world.journal.close(requests[0], with: JournalEntry.Outcome())
        _ = world.end {}
        world.journal.close(requests[1], with: JournalEntry.Outcome())
        #expect(names.withLock { $0 } == ["request", "reset"])
        source.remove(token)
    }
}
