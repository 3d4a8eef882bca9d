import Domain
import EmulatorCore
import Testing

@Suite struct IdempotencyStoreTests {
    private let store = IdempotencyStore()

    /// The result of a claim in a comparable form.
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

    @Test func `the first request with an idempotency key runs, later ones replay its response`() throws {
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

    @Test func `a different request with the same idempotency key is a mismatch`() {
        #expect(claim("k", 1) == .first)
        #expect(claim("k", 2) == .mismatch)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", 2) == .mismatch)
        #expect(claim("k", 1) == .replay("req_1"))
    }

    @Test func `requests with different idempotency keys are independent`() {
        #expect(claim("a") == .first)
        #expect(claim("b") == .first)
        store.finish("a", with: answer("req_a"))
        #expect(claim("b") == .running)
        #expect(claim("a") == .replay("req_a"))
    }

    @Test func `an abandoned request frees its idempotency key`() {
        #expect(claim("k") == .first)
        #expect(claim("k") == .running)
        store.abandon("k")
        #expect(claim("k", 2) == .first)
    }

    // MARK: Lifetime

    @Test func `a stored response is replayed for less than 24 hours`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", at: .start.adding(hours: 24).adding(milliseconds: -1)) == .replay("req_1"))
        #expect(claim("k", 2, at: .start.adding(hours: 24)) == .first)
    }

    @Test func `a running request never expires and does not keep other stored responses`() {
        #expect(claim("slow") == .first)
        #expect(claim("quick") == .first)
        store.finish("quick", with: answer("req_1"))
        let later = Timestamp.start.adding(hours: 25)
        #expect(claim("quick", at: later) == .first)
        #expect(claim("slow", at: later) == .running)
    }

    @Test func `an idempotency key that is claimed again does not keep older stored responses`() {
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

    @Test func `an expired idempotency key that is claimed again lasts another 24 hours`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        let second = Timestamp.start.adding(hours: 30)
        #expect(claim("k", at: second) == .first)
        #expect(claim("k", at: second) == .running)
        store.finish("k", with: answer("req_2"))
        #expect(claim("k", at: second.adding(hours: 23)) == .replay("req_2"))
        #expect(claim("k", at: second.adding(hours: 24)) == .first)
    }

    @Test func `a clock that goes back keeps stored responses`() {
        #expect(claim("k") == .first)
        store.finish("k", with: answer("req_1"))
        #expect(claim("k", at: .start.adding(hours: -48)) == .replay("req_1"))
    }

    // MARK: Waiting

    @Test func `a waiting request is called once when the response is stored`() {
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

    @Test func `all waiting requests are called when the first is abandoned, and one of them runs`() {
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

    @Test func `a request cannot wait for an idempotency key without a running request`() {
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

    @Test func `exactly one of a hundred parallel requests with one idempotency key is the first`() async {
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
