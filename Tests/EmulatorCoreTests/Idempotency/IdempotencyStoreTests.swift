import Domain
import EmulatorCore
import Testing

@Suite struct IdempotencyStoreTests {
    private let store = IdempotencyStore()

    /// What a claim came to, in a form that can be compared.
    private enum Outcome: Equatable {
        case first
        case replay(String)
        case mismatch
        case running
    }

    private func claim(_ key: String, _ fingerprint: UInt8 = 1, at now: Timestamp = .start) -> Outcome {
        switch store.claim(key, fingerprint: [fingerprint], at: now) {
        case .first: .first
        case .replay(let answer): .replay(answer.requestID)
        case .mismatch: .mismatch
        case .running: .running
        }
    }

    private func answer(_ requestID: String) -> StoredAnswer {
        StoredAnswer(
            status: 201,
            headers: [HeaderField(name: "A", value: "b")],
            body: [1, 2, 3],
            requestID: requestID
        )
    }

    @Test func `the first call with a key runs, the next ones get its answer`() throws {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        for _ in 0..<3 { #expect(claim("k") == .replay("req_1")) }
        guard case .replay(let replayed) = store.claim("k", fingerprint: [1], at: .start) else {
            Issue.record("a finished call is replayed")
            return
        }
        #expect(replayed.status == 201)
        #expect(replayed.headers == [HeaderField(name: "A", value: "b")])
        #expect(replayed.body == [1, 2, 3])
    }

    @Test func `another request under the same key is a mismatch, running or answered`() {
        #expect(claim("k", 1) == .first)
        #expect(claim("k", 2) == .mismatch)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", 2) == .mismatch)
        #expect(claim("k", 1) == .replay("req_1"))
    }

    @Test func `keys have nothing to do with one another`() {
        #expect(claim("a") == .first)
        #expect(claim("b") == .first)
        store.finish("a", with: answer("req_a"))
        #expect(claim("b") == .running)
        #expect(claim("a") == .replay("req_a"))
    }

    @Test func `a call that was given up frees its key`() {
        #expect(claim("k") == .first)
        #expect(claim("k") == .running)
        store.abandon("k")
        #expect(claim("k", 2) == .first)
    }

    // MARK: Lifetime

    @Test func `an answer is kept for less than 24 hours from its call`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", at: .start.adding(hours: 24).adding(milliseconds: -1)) == .replay("req_1"))
        #expect(claim("k", 2, at: .start.adding(hours: 24)) == .first)
    }

    @Test func `a call that still runs is not forgotten, and does not keep others`() {
        #expect(claim("slow") == .first)
        #expect(claim("quick") == .first)
        store.finish("quick", with: answer("req_1"))
        let later = Timestamp.start.adding(hours: 25)
        #expect(claim("quick", at: later) == .first)
        #expect(claim("slow", at: later) == .running)
    }

    @Test func `a key that was taken again does not keep older ones`() {
        #expect(claim("again") == .first)
        store.abandon("again")
        #expect(claim("other") == .first)
        store.finish("other", with: answer("req_1"))
        #expect(claim("again", at: .start.adding(hours: 20)) == .first)
        store.finish("again", with: answer("req_2"))
        #expect(claim("other", at: .start.adding(hours: 24)) == .first)
        #expect(claim("again", at: .start.adding(hours: 24)) == .replay("req_2"))
        #expect(claim("again", at: .start.adding(hours: 44)) == .first)
    }

    @Test func `a key that has outlived its time lives 24 hours anew`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        let second = Timestamp.start.adding(hours: 30)
        #expect(claim("k", at: second) == .first)
        #expect(claim("k", at: second) == .running)
        store.finish("k", with: answer("req_2"))
        #expect(claim("k", at: second.adding(hours: 23)) == .replay("req_2"))
        #expect(claim("k", at: second.adding(hours: 24)) == .first)
    }

    @Test func `a clock that goes back keeps answers`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", at: .start.adding(hours: -48)) == .replay("req_1"))
    }

    // MARK: Waiting

    @Test func `who waits is called once, when the answer is there`() {
        let calls = Counter()
        #expect(claim("k") == .first)
        let isWaiting = store.wait(for: "k") { [self] in
            #expect(claim("k") == .replay("req_1"))
            calls.add()
        }
        #expect(isWaiting)
        #expect(calls.value == 0)
        store.finish("k", with: answer("req_1"))
        #expect(calls.value == 1)
        store.finish("k", with: answer("req_2"))
        #expect(calls.value == 1)
        #expect(claim("k") == .replay("req_1"))
    }

    @Test func `who waits is called when the call is given up, and one of them goes on`() {
        let calls = Counter()
        let firsts = Counter()
        #expect(claim("k") == .first)
        for _ in 0..<5 {
            let isWaiting = store.wait(for: "k") { [self] in
                calls.add()
                if claim("k") == .first { firsts.add() }
            }
            #expect(isWaiting)
        }
        store.abandon("k")
        #expect(calls.value == 5)
        #expect(firsts.value == 1)
    }

    @Test func `there is nothing to wait for without a running call`() {
        let calls = Counter()
        #expect(!store.wait(for: "k") { calls.add() })
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        #expect(!store.wait(for: "k") { calls.add() })
        store.abandon("unknown")
        store.finish("unknown", with: answer("req_2"))
        #expect(claim("unknown") == .first)
        #expect(calls.value == 0)
    }

    @Test func `of a hundred calls at once one is the first`() async {
        let store = store
        let firsts = await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    if case .first = store.claim("k", fingerprint: [1], at: .start) { 1 } else { 0 }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(firsts == 1)
    }
}
