import DequeModule
import Documents
import Domain

/// The POST requests so far, by their idempotency keys and by their contents.
struct IdempotencyKeyUses: Sendable {
    /// What a request and its retries have in common, whatever keys they have; bodies are compared by their hashes.
    private struct Content: Hashable {
        let path: String
        let body: Int
    }

    private struct Use {
        let first: JournalEntry
        /// The number of the last request with the key.
        var lastSeq: Int
        /// When the last request with the key ended, if it failed.
        var failedAt: Timestamp?
        /// The JSON body of the first request, once it had to be compared; null if it is not JSON.
        private var json: JSONValue?

        init(_ first: JournalEntry, failedAt: Timestamp?) {
            self.first = first
            lastSeq = first.seq
            self.failedAt = failedAt
        }

        /// Whether another request has the same path and JSON body, as the key requires.
        mutating func isForSameRequest(as other: JournalEntry) -> Bool {
            guard first.path == other.path else { return false }
            if first.request.body == other.request.body { return true }
            let own = json ?? (try? JSONValue(parsing: first.request.body)) ?? .null
            json = own
            return !own.isNull && (try? JSONValue(parsing: other.request.body)) == own
        }
    }

    private struct Failure {
        let seq: Int
        let key: String?
        let endedAt: Timestamp
        let isBroken: Bool
    }

    /// A request that repeats a failed one, which had another key.
    private struct Suspect {
        let seq: Int
        let failure: Failure
        let failedKey: String
        let hasKey: Bool
    }

    /// How long a key stands for one request, on the world's clock.
    private static let lifetimeInHours = 24

    private var judged: [(seq: Int, breach: String?)] = []
    private var uses: [String: Use] = [:]
    /// The failed requests that nothing has repeated yet, oldest first; some may have been retried with their keys.
    private var failures: [Content: Deque<Failure>] = [:]
    private var suspects: [Suspect] = []

    /// The requests that keep or break the rule, in any order.
    var found: [(seq: Int, breach: String?)] {
        let others = suspects.filter { uses[$0.failedKey].map(\.lastSeq) ?? 0 <= $0.failure.seq }
        return judged
            + others.map { suspect -> (seq: Int, breach: String?) in
                let fault = suspect.hasKey ? "with another Idempotency-Key" : "without its Idempotency-Key"
                return (suspect.seq, "Request \(suspect.seq) repeats request \(suspect.failure.seq) \(fault)")
            }
    }

    /// Adds a request, which must be newer than the ones before.
    mutating func add(_ request: GradedRequest) {
        let content = Content(path: request.entry.path, body: request.entry.request.body.hashValue)
        let isKeyKnown = noteKey(of: request)
        if !isKeyKnown, let failure = takeFailure(of: content, before: request) { compare(request, failure) }
        guard request.hasFailed, let endedAt = request.endedAt else { return }
        let isBroken = request.ending == .broken
        failures[content, default: []].append(
            Failure(seq: request.seq, key: request.idempotencyKey, endedAt: endedAt, isBroken: isBroken)
        )
    }

    /// Judges a request whose key was used before; returns false if it has no key or a new one.
    private mutating func noteKey(of request: GradedRequest) -> Bool {
        guard let key = request.idempotencyKey else { return false }
        let failedAt = request.hasFailed ? request.endedAt : nil
        guard let use = uses[key], request.entry.at < use.first.at.adding(hours: Self.lifetimeInHours) else {
            uses[key] = Use(request.entry, failedAt: failedAt)
            return false
        }
        guard uses[key]?.isForSameRequest(as: request.entry) == true else {
            let breach = "Request \(request.seq) has the Idempotency-Key of request \(use.first.seq)"
            judged.append((request.seq, breach + ", which had another path or body"))
            return true
        }
        if let failed = use.failedAt, failed <= request.wallAt { judged.append((request.seq, nil)) }
        uses[key]?.lastSeq = request.seq
        uses[key]?.failedAt = failedAt
        return true
    }

    /// Takes the oldest failed request with that content that ended before a request and was not retried with its key.
    private mutating func takeFailure(of content: Content, before request: GradedRequest) -> Failure? {
        while let failure = failures[content]?.first {
            let isRetried = failure.key.flatMap { uses[$0] }.map { $0.lastSeq > failure.seq } ?? false
            guard isRetried || failure.endedAt <= request.wallAt else { return nil }
            failures[content]?.removeFirst()
            if !isRetried { return failure }
        }
        return nil
    }

    /// Compares the keys of a failed request and a later one with the same content.
    private mutating func compare(_ request: GradedRequest, _ failure: Failure) {
        if let failedKey = failure.key {
            let hasKey = request.idempotencyKey != nil
            suspects.append(Suspect(seq: request.seq, failure: failure, failedKey: failedKey, hasKey: hasKey))
        } else if failure.isBroken {
            let breach = "Request \(request.seq) repeats request \(failure.seq), which had no Idempotency-Key"
            judged.append((request.seq, breach + " and no complete response"))
        }
    }
}
