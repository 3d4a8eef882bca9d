import HTTPServing
import NIOHTTP1
import Synchronization
import Testing

/// Replies whose response is changed when it comes.
@Suite struct MappedReplyTests {
    /// The bodies of the responses that a callback was given.
    private final class Received: Sendable {
        private let storage = Mutex<[String]>([])
        var bodies: [String] { storage.withLock { $0 } }

        func add(_ reply: Reply) {
            guard case .now(let response) = reply.content else { return }
            storage.withLock { $0.append(String(decoding: response.body, as: UTF8.self)) }
        }
    }

    private func mapped(_ reply: Reply) -> Reply {
        reply.mapping { .text("<" + String(decoding: $0.body, as: UTF8.self) + ">") }
    }

    private func receive(_ reply: Reply, _ received: Received) {
        if let end = reply.deliver(to: { received.add($0) }) { received.add(end) }
    }

    @Test func `a response that is there already is changed at once`() {
        let received = Received()
        receive(mapped(.text("a")), received)
        #expect(received.bodies == ["<a>"])
    }

    @Test func `a response that comes later is changed when it comes`() {
        let (pending, received) = (PendingResponse(), Received())
        receive(mapped(Reply(.later(pending))), received)
        #expect(received.bodies == [])
        pending.complete(with: .text("a"))
        #expect(received.bodies == ["<a>"])
    }

    @Test func `a pending reply that leads to another one is changed once`() {
        let (first, second, received) = (PendingResponse(), PendingResponse(), Received())
        receive(mapped(Reply(.later(first))), received)
        first.complete { Reply(.later(second)) }
        second.complete(with: .text("a"))
        #expect(received.bodies == ["<a>"])
    }

    @Test func `the timeout is the same, and its substitute is changed`() throws {
        let pending = PendingResponse(timeout: .seconds(3)) { .text("late") }
        let received = Received()
        let reply = mapped(Reply(.later(pending)))
        guard case .later(let shown) = reply.content else {
            Issue.record("the reply is not pending")
            return
        }
        #expect(shown.timeout == .seconds(3))
        receive(reply, received)
        shown.expire()
        pending.complete(with: .text("too late"))
        #expect(received.bodies == ["<late>"])
    }

    @Test func `the end of the exchange is reported to the reply that was changed`() {
        let outcomes = Mutex<[Reply.Outcome]>([])
        let reply = Reply(.later(PendingResponse())) { outcome in outcomes.withLock { $0.append(outcome) } }
        mapped(reply).lose()
        #expect(outcomes.withLock { $0 } == [.connectionLost])
    }
}
