import Testing

@testable import EmulatorCore

@Suite struct IdempotencyKeyTests {
    @Test(arguments: [nil, 429, 500, 503] as [Int?])
    func `a retry with the key of the first attempt keeps the rule`(status: Int?) throws {
        let grade = try grade(.idempotencyKey, [.sample(1, key: "k", status: status), .sample(2, at: 250, key: "k")])
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["request:2"])
        #expect(grade.detail == "Each retry of a POST had the Idempotency-Key of the first attempt (1 case).")
    }

    @Test(
        arguments: [("l", "with another Idempotency-Key"), (nil, "without its Idempotency-Key")] as [(String?, String)]
    )
    func `a retry with another key or none breaks the rule`(key: String?, text: String) throws {
        let grade = try grade(.idempotencyKey, [.sample(1, key: "k", status: 503), .sample(2, at: 250, key: key)])
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:2"])
        #expect(grade.detail == "Request 2 repeats request 1 \(text) (1 of 1 case).")
    }

    @Test func `a new key for each attempt breaks the rule each time`() throws {
        let entries: [JournalEntry] = [
            .sample(1, key: "1", status: 503), .sample(2, at: 250, key: "2", status: nil),
            .sample(3, at: 750, key: "3", status: 201),
        ]
        #expect(try grade(.idempotencyKey, entries).refs == ["request:2", "request:3"])
    }

    @Test func `an equal request with a key of its own is no retry if the first key comes again`() throws {
        let entries: [JournalEntry] = [
            .sample(1, key: "a", status: 503), .sample(2, at: 100, key: "b", status: 503),
            .sample(3, at: 250, key: "a"), .sample(4, at: 350, key: "b"),
        ]
        let grade = try grade(.idempotencyKey, entries)
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["request:3", "request:4"])
    }

    @Test func `a repeated POST without a key breaks the rule after a broken response`() throws {
        let grade = try grade(.idempotencyKey, [.sample(1, status: nil), .sample(2, at: 250)])
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:2"])
        let text = "Request 2 repeats request 1, which had no Idempotency-Key and no complete response"
        #expect(grade.detail == "\(text) (1 of 1 case).")
    }

    @Test func `a truncated response counts as broken when the client sends the request again`() throws {
        var truncated = JournalEntry.sample(1, status: 201)
        truncated.change { $0.fault = "cut" }
        let again = JournalEntry.sample(2, at: 250, status: 201)
        #expect(try grade(.idempotencyKey, [truncated, again.repeating(1)]).verdict == .fail)
        #expect(try grade(.idempotencyKey, [truncated, again]).verdict == .notSeen)
        #expect(try grade(.idempotencyKey, [again.repeating(1)]).verdict == .notSeen)
    }

    @Test(
        arguments: [
            [.sample(1, key: "k", body: "1"), .sample(2, key: "k", body: "2")],
            [.sample(1, key: "k"), .sample(2, "POST", "/v1/messages", key: "k")],
            [.sample(1, key: "k", body: "1", status: 503), .sample(2, at: 86_399_999, key: "k", body: "2")],
        ] as [[JournalEntry]]
    )
    func `a key that is used for another request breaks the rule`(entries: [JournalEntry]) throws {
        let grade = try grade(.idempotencyKey, entries)
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:2"])
        let text = "Request 2 has the Idempotency-Key of request 1, which had another path or body (1 of 1 case)."
        #expect(grade.detail == text)
    }

    @Test func `members in another order are the same body`() throws {
        let entries: [JournalEntry] = [
            .sample(1, key: "k", body: #"{"a": 1, "b": 2}"#, status: 503),
            .sample(2, at: 250, key: "k", body: #"{"b":2,"a":1}"#),
        ]
        #expect(try grade(.idempotencyKey, entries).verdict == .pass)
    }

    @Test(
        arguments: [
            [.sample(1), .sample(2)],
            [.sample(1, key: "k"), .sample(2, key: "l")],
            [.sample(1, key: "k"), .sample(2, key: "k")],
            [.sample(1, status: 503), .sample(2, at: 250)],
            [.sample(1, status: 429), .sample(2, at: 250, key: "k")],
            [.sample(1, status: nil), .sample(2, at: 250, body: "[]")],
            [.sample(1, "GET", status: nil), .sample(2, at: 250, "GET")],
            [.sample(1, key: "k", status: 503, took: 100), .sample(2, at: 10, key: "l")],
            [.sample(1, key: "k", body: "1"), .sample(2, at: 86_400_000, key: "k", body: "2")],
            [JournalEntry.sample(1).open, .sample(2, at: 250)],
        ] as [[JournalEntry]]
    )
    func `requests that are no retries show nothing about idempotency keys`(entries: [JournalEntry]) throws {
        #expect(try grade(.idempotencyKey, entries).verdict == .notSeen)
    }

    @Test func `many equal requests that fail at the same time are judged one by one`() throws {
        let failed = (1...1000).map { JournalEntry.sample($0, key: "\($0)", status: 503, took: 50) }
        let again = (1...1000).map { JournalEntry.sample(1000 + $0, at: 300, key: "\($0)") }
        let grade = try grade(.idempotencyKey, failed + again)
        #expect(grade.verdict == .pass)
        #expect(grade.detail.hasSuffix("(1000 cases)."))
    }
}
