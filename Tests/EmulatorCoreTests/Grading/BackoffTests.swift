import Testing

@testable import EmulatorCore

@Suite struct BackoffTests {
    /// Attempts of one request at these times, all of which fail except the last.
    private func attempts(
        _ times: [Int64],
        key: String? = nil,
        status: Int? = 503,
        retryAfter: String? = nil
    ) -> [JournalEntry] {
        times.enumerated().map { index, time in
            let isLast = index == times.count - 1
            return .sample(
                index + 1,
                at: time,
                key: key,
                status: isLast ? 201 : status,
                retryAfter: isLast ? nil : retryAfter
            )
        }
    }

    @Test(
        arguments: [
            [0, 250, 750, 1750], [0, 300, 600, 900], [0, 1, 300], [0, 15, 300, 310, 900], [0, 200, 220],
        ] as [[Int64]]
    )
    func `a client that waits before its retries backs off, even if its first retry comes at once`(
        times: [Int64]
    ) throws {
        let grade = try grade(.backoff, attempts(times))
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["request:\(times.count)"])
        let kept = "In each series of failed attempts, the client waited before it sent the request again"
        #expect(grade.detail == "\(kept) (1 case).")
    }

    @Test func `a client that retries twice at once does not back off`() throws {
        let grade = try grade(.backoff, attempts([0, 5, 10, 400]))
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:3"])
        let text = "Requests 2 and 3 each repeat a failed request less than 20 ms after its response (1 of 1 case)."
        #expect(grade.detail == text)
    }

    @Test(arguments: [503, 429, nil]) func `a client may make ten attempts in a second, but not eleven`(
        status: Int?
    ) throws {
        let times = (0..<11).map { Int64($0 * 99) }
        #expect(try grade(.backoff, attempts(times.dropLast(), status: status)).verdict != .fail)
        let grade = try grade(.backoff, attempts(times, status: status))
        #expect(grade.verdict == .fail)
        #expect(grade.refs == ["request:11"])
        #expect(grade.detail == "Request 11 was attempt 11 of the same request within one second (1 of 1 case).")
    }

    @Test func `a request that an HTTP library sends again is no retry of the client`() throws {
        #expect(try grade(.backoff, attempts([0, 1, 2, 3], status: nil)).verdict == .notSeen)
        #expect(try grade(.backoff, attempts([0, 1, 251, 252, 751], status: nil)).verdict == .pass)
    }

    @Test func `the waits of a call with an idempotency key do not shrink`() throws {
        let times: [Int64] = [0, 1000, 1800, 1900, 2000]
        let failed = try grade(.backoff, attempts(times, key: "k"))
        #expect(failed.verdict == .fail)
        #expect(failed.refs == ["request:5"])
        #expect(failed.detail.contains("1800 ms before the first 2 retries that lead to request 5, and only 200 ms"))
        #expect(try grade(.backoff, attempts(times)).verdict == .pass)
        #expect(try grade(.backoff, attempts(times, key: "k", retryAfter: "1")).verdict == .pass)
        #expect(try grade(.backoff, attempts([0, 1000, 1500, 1600], key: "k")).verdict == .pass)
        #expect(try grade(.backoff, attempts([0, 100, 300, 350, 700], key: "k")).verdict == .pass)
    }

    @Test func `fewer than three attempts in a row show nothing about back-off`() throws {
        #expect(try grade(.backoff, attempts([0, 1])).verdict == .notSeen)
        let others: [JournalEntry] = [
            .sample(1, status: 503), .sample(2, at: 1), .sample(3, at: 2, status: 503), .sample(4, at: 3),
        ]
        #expect(try grade(.backoff, others).verdict == .notSeen)
        let parallel = (1...5).map { JournalEntry.sample($0, at: Int64($0), status: 503, took: 100) }
        #expect(try grade(.backoff, parallel).verdict == .notSeen)
        #expect(try grade(.backoff, attempts([0, 1, 2], status: 400)).verdict == .notSeen)
        #expect(try grade(.backoff, attempts([0, 1, 2]).map(\.open)).verdict == .notSeen)
    }

    @Test func `each request has a series of its own, in the order of the journal`() throws {
        let entries: [JournalEntry] = [
            .sample(1, at: 0, body: "a", status: 503), .sample(2, at: 1, body: "b", status: 503),
            .sample(3, at: 300, body: "b", status: 503), .sample(4, at: 400, body: "a", status: 503),
            .sample(5, at: 800, body: "b", status: 503), .sample(6, at: 900, body: "a", status: 503),
        ]
        let grade = try grade(.backoff, entries)
        #expect(grade.verdict == .pass)
        #expect(grade.refs == ["request:5", "request:6"])
    }
}
