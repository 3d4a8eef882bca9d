import Testing

@testable import EmulatorCore

@Suite struct RetryAfterTests {
    @Test(arguments: [(2000, .pass), (1950, .pass), (1949, .fail)] as [(Int64, Grade.Verdict)])
    func `a request may come again after the time in Retry-After, less 50 milliseconds`(
        at milliseconds: Int64,
        verdict: Grade.Verdict
    ) throws {
        let grade = try grade(
            .retryAfter,
            [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: milliseconds, status: 201)]
        )
        #expect(grade.verdict == verdict)
        #expect(grade.refs == ["request:2"])
    }

    @Test func `a request that comes too early is named with the response whose Retry-After it ignores`() throws {
        let grade = try grade(
            .retryAfter,
            [
                .sample(1, status: 429, retryAfter: "2"), .sample(2, at: 120, status: 503, retryAfter: "1"),
                .sample(3, at: 1200),
            ]
        )
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:2"])
        let text = "Request 2 came 120 ms after the response to request 1, which had `Retry-After: 2` (1 of 2 cases)."
        #expect(grade.detail == text)
    }

    @Test func `a call of a tool that comes again with another id is a retry, also while it has no response`() throws {
        let call = { (id: Int) in
            #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"list_customers"}}"#
        }
        let first = JournalEntry.sample(1, body: call(1), status: 429, retryAfter: "2").asMessage
        let second = JournalEntry.sample(2, at: 120, body: call(2)).asMessage
        for entries in [[first, second], [first, second.open]] {
            let grade = try grade(.retryAfter, entries)
            #expect(grade.verdict == .fail)
            #expect(grade.refs == ["request:2"])
        }
    }

    @Test func `the time in Retry-After begins when the answer is sent`() throws {
        let slow = JournalEntry.sample(1, status: 429, took: 501, retryAfter: "1")
        #expect(try grade(.retryAfter, [slow, .sample(2, at: 1400)]).verdict == .fail)
        #expect(try grade(.retryAfter, [slow, .sample(2, at: 1500)]).verdict == .pass)
    }

    @Test func `a request with the same idempotency key comes again even with another body`() throws {
        let first = JournalEntry.sample(1, key: "k", body: "1", status: 429, retryAfter: "1")
        #expect(try grade(.retryAfter, [first, .sample(2, at: 10, key: "k", body: "2")]).verdict == .fail)
        #expect(try grade(.retryAfter, [first, .sample(2, at: 10, key: "l", body: "1")]).verdict == .notSeen)
    }

    @Test(
        arguments: [
            [.sample(1, status: 429, retryAfter: "2")],
            [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: 10, body: "[]")],
            [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: 10, query: "a=b")],
            [.sample(1, status: 429, retryAfter: "2"), .sample(2, at: 10, "GET")],
            [.sample(1, status: 429, took: 100, retryAfter: "2"), .sample(2, at: 10)],
            [.sample(1, status: 429, retryAfter: "soon"), .sample(2, at: 10)],
            [.sample(1, status: 429), .sample(2, at: 10)],
            [.sample(1, status: 202, retryAfter: "2"), .sample(2, at: 10)],
        ] as [[JournalEntry]]
    )
    func `other requests, and those that came before the answer, show nothing about Retry-After`(
        entries: [JournalEntry]
    ) throws {
        let grade = try grade(.retryAfter, entries)
        #expect(grade.verdict == .notSeen)
        #expect(grade.refs.isEmpty)
        #expect(grade.detail.contains("{error: rate_limit_exceeded, retry_after: 2}"))
    }

    @Test func `an enormous Retry-After is read without an overflow`() throws {
        let entries: [JournalEntry] = [
            .sample(1, status: 503, retryAfter: String(Int.max)), .sample(2, at: 10),
        ]
        #expect(try grade(.retryAfter, entries).verdict == .fail)
    }
}
