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
        _ = feed.observe(.all) { observation in
            early.add(observation)
            if isFirst.exchange(false, ordering: .relaxed) { _ = feed.observe(.all) { late.add($0) } }
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

    @Test func `an observer receives each observation of its scopes once, and no other one`() {
        let feed = WorldFeed()
        let (one, several) = (Received(), Received())
        let first = feed.observe(.world(Identifier("a"))) { one.add($0) }
        let second = feed.observe(.world(Identifier("b"))) { several.add($0) }
        feed.add(.all, to: second)
        for name in ["a", "b", "c"] { feed.add(observation(name)) }
        feed.deliver()
        #expect(one.all == ["a"])
        #expect(several.all == ["a", "b", "c"])
        feed.remove(.all, from: second)
        for name in ["a", "b", "c"] { feed.add(observation(name)) }
        feed.deliver()
        #expect(one.all == ["a", "a"])
        #expect(several.all == ["a", "b", "c", "b"])
        feed.remove(second)
        #expect(feed.isObserved)
        feed.remove(first)
        #expect(!feed.isObserved)
    }

    @Test func `a change of a keyless fault rule is an observation of the server, one of a rule of a world is not`() {
        let feed = WorldFeed()
        let (server, world) = (Received(), Received())
        _ = feed.observe(.server) { server.add($0) }
        _ = feed.observe(.world(nil)) { world.add($0) }
        feed.publish(.faultRule("f"), in: nil)
        feed.publish(.faultRule("f"), in: Identifier("a"))
        #expect(server.all == [""])
        #expect(world.all == [])
    }

    @Test func `a world is not observed while only worlds with other bits are`() throws {
        let feed = WorldFeed()
        let names = (0..<1_000).map { Identifier<Sandbox>("sbx_\($0)") }
        let observed = try #require(names.first)
        let token = feed.observe(.world(observed)) { _ in }
        let sources = names.map { FeedSource(feed: feed, sandbox: $0) }
        #expect(sources[0].isObserved)
        #expect(sources.count { !$0.isObserved } > 900)
        feed.add(.all, to: token)
        #expect(sources.allSatisfy { $0.isObserved })
        feed.remove(token)
        #expect(!sources.contains { $0.isObserved })
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
