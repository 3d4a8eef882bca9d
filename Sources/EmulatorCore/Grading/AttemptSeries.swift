import Domain

/// Attempts of one request in a row, each of which follows a failure of the one before.
struct AttemptSeries: Sendable {
    private struct Attempt {
        let seq: Int
        let wallAt: Timestamp
        /// The time since the end of the attempt before, in milliseconds; nil for the first attempt.
        let wait: Int64?
        /// Whether the attempt before got an answer, and not a broken connection.
        let followsAnswer: Bool

        /// Whether the client sent the attempt without a wait after an answer.
        var cameAtOnce: Bool { followsAnswer && (wait ?? .max) < shortestWait }
        /// Whether an HTTP client has probably sent the request again by itself, after a broken connection.
        var isResend: Bool { !followsAnswer && (wait ?? .max) < longestResend }
    }

    /// A wait shorter than this, in milliseconds, does not count as a wait.
    private static let shortestWait: Int64 = 20
    /// HTTP clients send a request again in less than this many milliseconds.
    private static let longestResend: Int64 = 100
    /// The largest number of attempts within a second that is accepted.
    private static let mostInSecond = 10
    /// The fewest waits that show whether waits shrink.
    private static let fewestForGrowth = 4

    private var attempts: [Attempt]
    private var last: GradedRequest
    /// Whether the client alone chose the waits, and all attempts belong to one call.
    private var showsGrowth: Bool

    /// A series that begins with a request.
    init(_ first: GradedRequest) {
        attempts = [Attempt(seq: first.seq, wallAt: first.wallAt, wait: nil, followsAnswer: false)]
        last = first
        showsGrowth = first.idempotencyKey != nil
    }

    /// Whether a request with the same identity is a retry; it is not if it came before the last attempt had ended.
    func isContinued(by request: GradedRequest) -> Bool {
        guard last.hasFailed, let endedAt = last.endedAt else { return false }
        return endedAt <= request.wallAt
    }

    /// Adds a retry.
    mutating func add(_ request: GradedRequest) {
        let wait = last.endedAt.map { request.wallAt.milliseconds - $0.milliseconds }
        let followsAnswer = last.ending != .broken
        attempts.append(
            Attempt(seq: request.seq, wallAt: request.wallAt, wait: wait, followsAnswer: followsAnswer)
        )
        if last.retryAfter != nil { showsGrowth = false }
        last = request
    }

    /// The request that decides about the series, with what is wrong; nil for fewer than three attempts.
    var verdict: (seq: Int, breach: String?)? {
        tooMany ?? withoutWait ?? shrinking ?? (isLong ? (seq: last.seq, breach: nil) : nil)
    }

    /// Whether there are three attempts that a client rather than its HTTP library made.
    private var isLong: Bool { attempts.count { !$0.isResend } > 2 }

    private var tooMany: (seq: Int, breach: String?)? {
        let most = Self.mostInSecond
        for index in attempts.indices.dropFirst(most) {
            let span = attempts[index].wallAt.milliseconds - attempts[index - most].wallAt.milliseconds
            guard span < 1000 else { continue }
            let seq = attempts[index].seq
            return (seq, "Request \(seq) was attempt \(most + 1) of the same request within one second")
        }
        return nil
    }

    private var withoutWait: (seq: Int, breach: String?)? {
        for (earlier, later) in zip(attempts, attempts.dropFirst()) where earlier.cameAtOnce && later.cameAtOnce {
            let text = "Requests \(earlier.seq) and \(later.seq) each repeat a failed request less than "
            return (later.seq, text + "\(Self.shortestWait) ms after its response")
        }
        return nil
    }

    private var shrinking: (seq: Int, breach: String?)? {
        let waits = attempts.filter { !$0.isResend }.compactMap(\.wait)
        guard showsGrowth, waits.count >= Self.fewestForGrowth else { return nil }
        let half = waits.count / 2
        let (early, late) = (waits.prefix(half).reduce(0, +), waits.suffix(half).reduce(0, +))
        guard late * 2 < early else { return nil }
        let text = "The client waited \(early) ms before the first \(half) retries that lead to request \(last.seq), "
        return (last.seq, text + "and only \(late) ms before the last \(half)")
    }
}
