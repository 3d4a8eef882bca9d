import Documents
import Domain
import Synchronization
import Testing

@testable import EmulatorCore

@Suite struct HoldsTests {
    /// An object whose end a test observes.
    private final class Token: Sendable {}

    private static func hold(
        _ id: String,
        _ matcher: JSONValue = ["any": true],
        _ phase: FaultPhase = .beforeCommit
    ) throws -> Hold {
        let requests = try RequestMatcher(matcher, at: "/request")
        return Hold(id: id, source: matcher, subject: .requests(requests, phase))
    }

    private static func request(_ seq: Int, resume: @escaping @Sendable () -> Bool = { true }) -> HeldRequest {
        HeldRequest(seq: seq, at: .start, method: "GET", path: "/v1/me", resume: resume)
    }

    private static func holds(_ all: Hold...) -> Holds {
        let holds = Holds(seed: .sample)
        for hold in all { _ = holds.add(hold) }
        return holds
    }

    @Test func `a request enters the first hold that matches it in its phase`() throws {
        let holds = Self.holds(
            try Self.hold("posts", ["method": "POST"]),
            try Self.hold("late", ["any": true], .afterCommit),
            try Self.hold("first"),
            try Self.hold("second")
        )
        #expect(holds.stop(Self.request(1), .getMe, in: .beforeCommit))
        #expect(holds.stop(Self.request(2), .getMe, in: .afterCommit))
        #expect(holds.requests(of: "first").map(\.seq) == [1])
        #expect(holds.requests(of: "late").map(\.seq) == [2])
        #expect(holds.requests(of: "second").isEmpty)
        #expect(holds.all.map(\.id) == ["posts", "late", "first", "second"])
    }

    @Test func `a request that no hold matches is not held`() throws {
        let holds = Self.holds(try Self.hold("posts", ["method": "POST"]))
        #expect(!holds.stop(Self.request(1), .getMe, in: .beforeCommit))
        #expect(!Self.holds().stop(Self.request(1), .getMe, in: .beforeCommit))
    }

    @Test func `holds say whether a request or a delivery may be held`() throws {
        let holds = Self.holds()
        #expect(!holds.stopsRequests)
        #expect(!holds.stopsDeliveries)
        _ = holds.add(try Self.hold("requests"))
        #expect(holds.stopsRequests)
        #expect(!holds.stopsDeliveries)
        let matcher = try DeliveryMatcher(["any": true], at: "/delivery")
        _ = holds.add(Hold(id: "deliveries", source: ["any": true], subject: .deliveries(matcher)))
        #expect(holds.stopsDeliveries)
        #expect(holds.remove("requests").isEmpty)
        #expect(!holds.stopsRequests)
        holds.close()
        #expect(!holds.stopsDeliveries)
    }

    @Test func `a hold does not replace another one with its id`() throws {
        let holds = Self.holds(try Self.hold("h", ["method": "POST"]))
        #expect(!holds.add(try Self.hold("h")))
        #expect(holds.hold("h")?.source == ["method": "POST"])
        _ = holds.remove("h")
        #expect(holds.add(try Self.hold("h")))
        #expect(holds.hold("none") == nil)
    }

    @Test func `held requests are taken in the given order, and each once`() throws {
        let holds = Self.holds(try Self.hold("h"))
        for seq in 1...4 { #expect(holds.stop(Self.request(seq), .getMe, in: .beforeCommit)) }
        holds.drop(2)
        #expect(holds.take([4, 2, 1, 9], of: "h").map(\.seq) == [4, 1])
        #expect(holds.requests(of: "h").map(\.seq) == [3])
        #expect(holds.take([4], of: "h").isEmpty)
        #expect(holds.take([3], of: "none").isEmpty)
        #expect(holds.remove("h").map(\.seq) == [3])
        #expect(!holds.stop(Self.request(5), .getMe, in: .beforeCommit))
    }

    @Test func `drawn ids of holds are repeatable and differ from each other`() {
        let (first, second) = (Holds(seed: .sample), Holds(seed: .sample))
        let ids = (1...3).map { _ in first.drawID() }
        #expect(ids == (1...3).map { _ in second.drawID() })
        #expect(Set(ids).count == 3)
        #expect(ids.allSatisfy { $0.hasPrefix("hld_") && $0.count == 14 })
    }

    @Test func `the holds of an ended world hold nothing and keep no request`() throws {
        let holds = Self.holds(try Self.hold("h"))
        weak var freed: Token?
        do {
            let token = Token()
            freed = token
            _ = holds.stop(Self.request(1) { withExtendedLifetime(token) { true } }, .getMe, in: .beforeCommit)
        }
        #expect(freed != nil)
        holds.close()
        #expect(freed == nil)
        #expect(holds.all.isEmpty)
        _ = holds.add(try Self.hold("later"))
        #expect(!holds.stop(Self.request(2), .getMe, in: .beforeCommit))
    }

    @Test func `a thousand parallel requests are each released once`() async throws {
        let holds = Self.holds(try Self.hold("h"))
        let released = Counter()
        await withTaskGroup { group in
            for seq in 1...1000 {
                group.addTask {
                    let request = Self.request(seq) {
                        released.add()
                        return true
                    }
                    _ = holds.stop(request, .getMe, in: .beforeCommit)
                    for taken in holds.take([seq, seq / 2], of: "h") { _ = taken.resume() }
                }
            }
        }
        for request in holds.remove("h") { _ = request.resume() }
        #expect(released.value == 1000)
    }
}
