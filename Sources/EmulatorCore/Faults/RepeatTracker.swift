import DequeModule
import Domain

/// Records the requests that rules have hit, and recognizes their repeats.
struct RepeatTracker: Sendable {
    /// A hit that no request has repeated yet.
    private struct OpenHit {
        let name: FaultHitName
        let chain: Int
    }

    private static let openLimit = 1_000

    private var hits: [RuleName: FaultHits] = [:]
    private var open: [RequestArrival.Identity: [OpenHit]] = [:]
    /// The open hits, oldest first; some may have been repeated since.
    private var order: Deque<(identity: RequestArrival.Identity, number: Int, rule: RuleName)> = []

    func hits(of rule: RuleName) -> FaultHits { hits[rule] ?? FaultHits() }

    /// The verdicts of the hits that are kept in full, by the numbers of the requests that were hit.
    func verdicts(at now: Timestamp) -> [Int: FaultHit.Verdict] {
        var verdicts: [Int: FaultHit.Verdict] = [:]
        for hit in hits.values.flatMap(\.newest) { verdicts[hit.seq] = hit.verdict(at: now) }
        return verdicts
    }

    /// Records that a rule has hit a request, whose response breaks at `brokenAt`; nil if that is not known yet.
    mutating func note(
        _ arrival: RequestArrival,
        hitBy rule: RuleName,
        chain: Int,
        brokenAt moment: Timestamp?
    ) -> FaultHitName {
        let hit = FaultHit(
            seq: arrival.seq,
            userAgent: arrival.userAgent,
            connection: arrival.connection,
            brokenFrom: moment,
            brokenAt: moment
        )
        let name = FaultHitName(rule: rule, number: hits[rule, default: FaultHits()].append(hit))
        if order.count == Self.openLimit, let oldest = order.popFirst() {
            close(oldest.identity) { $0.name.number == oldest.number && $0.name.rule == oldest.rule }
        }
        let identity = arrival.identity
        order.append((identity, name.number, rule))
        open[identity, default: []].append(OpenHit(name: name, chain: chain))
        return name
    }

    /// Records when the response to a request that was hit broke; the last report counts.
    mutating func broke(_ name: FaultHitName, at moment: Timestamp) {
        guard var hit = hits[name.rule]?[name.number] else { return }
        hit.brokenFrom = hit.brokenFrom ?? moment
        hit.brokenAt = moment
        hits[name.rule]?[name.number] = hit
    }

    /// Returns the newest hit that a request repeats, or nil; each hit is returned at most once.
    mutating func take(_ arrival: RequestArrival, patience: (RuleName) -> TimeSpan) -> RepeatedRequest? {
        guard !open.isEmpty else { return nil }
        let identity = arrival.identity
        guard let candidates = open[identity] else { return nil }
        for candidate in candidates.reversed() {
            let name = candidate.name
            guard let hit = hits[name.rule]?[name.number], let brokenFrom = hit.brokenFrom, let brokenAt = hit.brokenAt,
                brokenFrom <= arrival.at, arrival.at <= brokenAt.adding(patience(name.rule))
            else { continue }
            let found = RepeatedRequest(
                seq: hit.seq,
                gap: TimeSpan(milliseconds: arrival.at.milliseconds - brokenAt.milliseconds),
                isOnSameConnection: arrival.connection.map { $0 == hit.connection },
                rule: name.rule,
                chain: candidate.chain + 1
            )
            hits[name.rule]?[name.number]?.repeated = FaultHit.Repeat(
                seq: arrival.seq,
                gap: found.gap,
                isOnSameConnection: found.isOnSameConnection
            )
            close(identity) { $0.name.number == name.number && $0.name.rule == name.rule }
            return found
        }
        return nil
    }

    /// Drops the hits of rules that were replaced or removed.
    mutating func forget(_ isGone: (RuleName) -> Bool) {
        hits = hits.filter { !isGone($0.key) }
        order.removeAll { isGone($0.rule) }
        for identity in Array(open.keys) { close(identity) { isGone($0.name.rule) } }
    }

    /// Drops the requests, which belong to another journal, and keeps the counts.
    mutating func dropRequests() {
        for rule in hits.keys { hits[rule]?.dropLog() }
        order = []
        open = [:]
    }

    private mutating func close(_ identity: RequestArrival.Identity, where isOver: (OpenHit) -> Bool) {
        open[identity]?.removeAll(where: isOver)
        if open[identity]?.isEmpty == true { open[identity] = nil }
    }
}
