import NIOHTTP1
import Synchronization
import Testing

@testable import HTTPServing

/// Streamed responses without a connection.
@Suite struct StreamedResponseTests {
    @Test func `a caller in the same process takes what was sent to a streamed response`() throws {
        let closes = Atomic(0)
        let stream = StreamedResponse(onClose: { _ in closes.add(1, ordering: .relaxed) })
        guard case .stream(let delivered)? = Reply(.stream(stream)).deliver(to: { _ in })?.content else {
            Issue.record("the caller gets no stream")
            return
        }
        #expect(delivered === stream)
        #expect(stream.send("a") && stream.send("b"))
        #expect(delivered.taken == "ab")
        #expect(delivered.taken == "")
        stream.send("c")
        stream.end()
        stream.end()
        #expect(!stream.send("d"))
        #expect(closes.load(ordering: .relaxed) == 0)
        let last = delivered.take()
        #expect(last.isLast && last.bytes == Array("c".utf8))
        #expect(closes.load(ordering: .relaxed) == 1)
        #expect(delivered.take().isLast && delivered.close().bytes.isEmpty)
        #expect(closes.load(ordering: .relaxed) == 1)
    }

    @Test func `the consumer of a streamed response is told once until it has taken what is there`() {
        let calls = Atomic(0)
        let stream = StreamedResponse()
        stream.send("before")
        stream.consume { calls.add(1, ordering: .relaxed) }
        #expect(stream.taken == "before")
        stream.send("")
        #expect(calls.load(ordering: .relaxed) == 0)
        stream.send("a")
        stream.send("b")
        #expect(calls.load(ordering: .relaxed) == 1)
        #expect(stream.taken == "ab")
        stream.end()
        #expect(calls.load(ordering: .relaxed) == 2)
        #expect(stream.take().isLast)
    }

    @Test func `a streamed response whose buffer is full refuses all bytes until it was taken`() {
        let calls = Atomic(0)
        let stream = StreamedResponse(bufferLimit: 4, onWritable: { _ in calls.add(1, ordering: .relaxed) })
        #expect(stream.send("abc"))
        #expect(!stream.send("de"))
        #expect(!stream.send("f"))
        #expect(calls.load(ordering: .relaxed) == 0)
        #expect(stream.taken == "abc")
        #expect(calls.load(ordering: .relaxed) == 1)
        #expect(stream.send("gap"))
        #expect(stream.send("g"))
        #expect(stream.taken == "gapg")
        #expect(calls.load(ordering: .relaxed) == 1)
    }

    @Test func `a producer can send from the call that says that its streamed response is writable`() {
        let stream = StreamedResponse(bufferLimit: 4, onWritable: { $0.send("gap") })
        stream.send("abcd")
        stream.send("e")
        #expect(stream.taken == "abcd")
        #expect(stream.taken == "gap")
    }

    @Test func `an empty buffer of a streamed response takes more bytes than its limit`() {
        let stream = StreamedResponse(bufferLimit: 4)
        #expect(stream.send("abcdef"))
        #expect(!stream.send("g"))
        #expect(stream.taken == "abcdef")
    }

    @Test func `a producer that has announced bytes sends them when they are taken`() {
        let takes = Atomic(0)
        let calls = Atomic(0)
        let stream = StreamedResponse(onTake: { stream in
            takes.add(1, ordering: .relaxed)
            stream.send("b")
        })
        stream.consume { calls.add(1, ordering: .relaxed) }
        #expect(stream.taken == "")
        #expect(takes.load(ordering: .relaxed) == 0)
        stream.announce()
        stream.announce()
        #expect(calls.load(ordering: .relaxed) == 1)
        #expect(stream.taken == "b")
        #expect(takes.load(ordering: .relaxed) == 1)
        #expect(calls.load(ordering: .relaxed) == 1, "the consumer is not told of what it takes anyway")
        stream.send("a")
        stream.announce()
        #expect(calls.load(ordering: .relaxed) == 2)
        #expect(stream.taken == "ab")
        stream.close()
        stream.announce()
        #expect(calls.load(ordering: .relaxed) == 2)
        #expect(stream.take().isLast)
        #expect(takes.load(ordering: .relaxed) == 2)
    }

    @Test func `what a producer announces while its bytes are taken is not forgotten`() {
        let left = Mutex(2)
        let calls = Atomic(0)
        let stream = StreamedResponse(onTake: { stream in
            stream.send("a")
            let announcesMore = left.withLock { left in
                left -= 1
                return left > 0
            }
            if announcesMore { stream.announce() }
        })
        stream.consume { calls.add(1, ordering: .relaxed) }
        stream.announce()
        #expect(stream.taken == "a")
        #expect(calls.load(ordering: .relaxed) == 2)
        #expect(stream.taken == "a")
        #expect(stream.taken == "")
    }

    @Test func `a streamed response that was closed refuses all bytes`() {
        let closes = Atomic(0)
        let writable = Atomic(0)
        let stream = StreamedResponse(
            bufferLimit: 1,
            onWritable: { _ in writable.add(1, ordering: .relaxed) },
            onClose: { _ in closes.add(1, ordering: .relaxed) }
        )
        stream.send("a")
        stream.send("b")
        #expect(stream.close().bytes == Array("a".utf8))
        stream.end()
        #expect(!stream.send("c"))
        #expect(stream.close().bytes.isEmpty)
        #expect(closes.load(ordering: .relaxed) == 1)
        #expect(writable.load(ordering: .relaxed) == 0)
    }

    @Test func `a streamed response is closed if the client has left the pending response that it completes`() {
        let outcomes = Mutex<[Reply.Outcome]>([])
        let closes = Atomic(0)
        let pending = PendingResponse()
        pending.complete {
            pending.abandon()
            let stream = StreamedResponse(onClose: { _ in closes.add(1, ordering: .relaxed) })
            return Reply(.stream(stream)) { outcome in outcomes.withLock { $0.append(outcome) } }
        }
        #expect(closes.load(ordering: .relaxed) == 1)
        #expect(outcomes.withLock { $0 } == [.connectionLost])
    }
}

extension StreamedResponse {
    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    /// What was sent and not taken yet.
    fileprivate var taken: String {
        String(decoding: take().bytes, as: UTF8.self)
    }
}
