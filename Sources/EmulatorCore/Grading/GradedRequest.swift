import Domain

/// A request in the journal, with the parts that are compared to recognize retries.
struct GradedRequest: Sendable {
    /// How a request ended.
    enum Ending: Hashable, Sendable {
        /// It has no response yet, or its client left before the response.
        case open
        /// A fault rule cut the connection or the response.
        case broken
        /// It was answered with that status.
        case answered(Int)
    }

    /// The longest `Retry-After` in seconds that is checked; longer ones count as this one.
    private static let longestDemand = 30 * 24 * 3600

    let entry: JournalEntry
    /// What the request and its retries have in common: method, target, and the idempotency key or else the body.
    let identity: RequestArrival.Identity
    private(set) var ending: Ending

    var seq: Int { entry.seq }
    /// When the request came, in wall time.
    var wallAt: Timestamp { entry.wallAt }
    var idempotencyKey: String? { identity.idempotencyKey }

    private init(_ entry: JournalEntry) {
        self.entry = entry
        identity =
            RequestArrival(
                seq: entry.seq,
                method: entry.method,
                target: entry.query.map { "\(entry.path)?\($0)" } ?? entry.path,
                headers: entry.request.headers,
                body: entry.request.body,
                connection: entry.connection,
                at: entry.wallAt,
                isMessage: entry.outcome.mcp != nil
            ).identity
        // A request without a response has a rule in its outcome only after the rule has cut its connection.
        ending = entry.outcome.status.map { .answered($0) } ?? (entry.outcome.fault == nil ? .open : .broken)
    }

    /// The requests of a journal, oldest first.
    ///
    /// The journal records a truncated response as if it were whole. So a success counts as broken if a fault rule hit
    /// it and the client sent the request again.
    static func all(_ entries: [JournalEntry]) -> [GradedRequest] {
        var requests = entries.map(GradedRequest.init)
        guard let first = requests.first?.seq else { return [] }
        for entry in entries {
            guard let earlier = entry.outcome.repeated?.seq, requests.indices.contains(earlier - first),
                case .answered(..<400) = requests[earlier - first].ending
            else { continue }
            requests[earlier - first].ending = .broken
        }
        return requests
    }

    /// Whether a client may send the request again: it was answered 429 or 5xx, or its response was broken.
    var hasFailed: Bool {
        switch ending {
        case .open: false
        case .broken: true
        case .answered(let status): status == 429 || status >= 500
        }
    }

    /// When the response was sent or broken, in wall time; nil while there is none.
    ///
    /// It is rounded down by up to two milliseconds, as the duration begins shortly before `wallAt`. So a request that
    /// comes right after the response does not seem to come before it.
    var endedAt: Timestamp? {
        guard ending != .open else { return nil }
        return wallAt.adding(milliseconds: max(0, Int64(entry.outcome.tookMicroseconds / 1000) - 1))
    }

    /// The whole seconds in the `Retry-After` of a 429 or 5xx; nil if there are none.
    var retryAfter: Int? {
        guard hasFailed, let headers = entry.outcome.response?.headers,
            let value = headers.first(where: { $0.name.lowercased() == "retry-after" })?.value,
            let seconds = Int(value), seconds > 0
        else { return nil }
        return min(seconds, Self.longestDemand)
    }
}
