package import Domain
import OrderedCollections
import Synchronization

/// A wait for something to happen, which includes what has happened already.
///
/// It observes the feed, so it costs nothing while nothing happens.
package final class Wait: Sendable {
    private struct Storage {
        var matches: OrderedSet<ObservationRef> = []
        var token: WorldFeed.Token?
        var completion: (@Sendable (WaitReport) -> Void)?
    }

    private let order: WaitOrder
    /// The sandbox that it watches; nil for all, and for the requests that belong to none.
    private let sandbox: Identifier<Sandbox>?
    private let feed: WorldFeed
    /// Lists the worlds that it watches, as they are now.
    private let sources: @Sendable () -> [WatchedSource]
    private let storage = Mutex(Storage())

    /// A wait in one sandbox, or in all if nil; it begins with `begin(with:_:)`.
    package init(
        _ order: WaitOrder,
        sandbox: Identifier<Sandbox>?,
        feed: WorldFeed,
        sources: @escaping @Sendable () -> [WatchedSource]
    ) {
        self.sources = sources
        self.order = order
        self.sandbox = sandbox
        self.feed = feed
    }

    /// Starts to wait; `completion` runs once, on any thread, unless the wait expires or is cancelled before.
    package func begin(at wall: Timestamp, _ completion: @escaping @Sendable (WaitReport) -> Void) {
        storage.withLock { $0.completion = completion }
        let token = feed.observe { [weak self] observation in self?.observe(observation) }
        let isOver = storage.withLock { storage in
            storage.token = token
            return storage.completion == nil
        }
        if isOver { feed.remove(token) }
        takePast(wall)
    }

    /// Ends the wait because its time is over.
    package func expire(at wall: Timestamp) -> WaitReport {
        var report = end(.timedOut)?.report ?? WaitReport(outcome: .timedOut, matched: 0, refs: [])
        guard !order.isNever else {
            return WaitReport(outcome: .satisfied, matched: report.matched, refs: report.refs)
        }
        report.nearest = NearMatch.nearest(
            to: order.criterion,
            in: sources(),
            since: order.sinceSeq,
            of: order.watched,
            wall: wall
        )
        return report
    }

    /// Ends the wait without a report, as its client is gone.
    package func cancel() { _ = end(.timedOut) }

    // MARK: Matches

    private func takePast(_ wall: Timestamp) {
        var isCut = false
        var found: [ObservationRef] = []
        let range = WatchedSource.Range(kinds: [order.criterion.kind], sinceSeq: order.sinceSeq)
        for source in sources() {
            let lost = source.visit(range, of: order.watched, wall: wall) { recorded, _ in
                if order.criterion.matches(recorded) { found.append(ObservationRef(recorded, in: source.sandbox)) }
            }
            isCut = isCut || !lost.isEmpty
        }
        let past = found
        storage.withLock { $0.matches.formUnion(past) }
        if !settle(), isCut { finish(.inconclusive(.journalEvicted)) }
    }

    private func observe(_ observation: Observation) {
        guard sandbox == nil || sandbox == observation.sandbox else { return }
        switch observation.occurrence {
        case .request(let entry):
            guard entry.seq > order.sinceSeq else { return }
            note(.request(RecordedRequest(entry: entry, watched: order.watched)), of: observation.sandbox)
        case .event(let event, let switches):
            note(.event(RecordedEvent(event: event, switches: switches)), of: observation.sandbox)
        case .delivery(let delivery):
            note(.delivery(delivery), of: observation.sandbox)
        case .object, .clock, .faultRule:
            break
        case .reset:
            endWorld(of: observation.sandbox)
        }
    }

    /// Takes or drops something that has happened; a delivery may have matched before it changed.
    private func note(_ recorded: Recorded, of sandbox: Identifier<Sandbox>?) {
        guard order.criterion.kind == recorded.kind else { return }
        let ref = ObservationRef(recorded, in: sandbox)
        let isMatch = order.criterion.matches(recorded)
        storage.withLock { storage in
            if isMatch { storage.matches.append(ref) } else { storage.matches.remove(ref) }
        }
        if isMatch { _ = settle() }
    }

    /// Ends the wait at the reset of its sandbox; a wait in all sandboxes forgets the matches there.
    private func endWorld(of ended: Identifier<Sandbox>?) {
        if sandbox != nil || ended == nil { return finish(.inconclusive(.reset)) }
        storage.withLock { $0.matches.removeAll { $0.sandbox == ended } }
    }

    // MARK: The end

    /// Ends the wait if there are enough matches, and returns whether it has ended.
    private func settle() -> Bool {
        let count = storage.withLock { $0.matches.count }
        if order.isNever {
            guard count > 0 else { return false }
            finish(.violated)
        } else {
            guard count >= order.count else { return false }
            finish(.satisfied)
        }
        return true
    }

    private func finish(_ outcome: WaitReport.Outcome) {
        if let (completion, report) = end(outcome) { completion(report) }
    }

    /// Ends the wait; nil if it has ended already.
    private func end(_ outcome: WaitReport.Outcome) -> (completion: @Sendable (WaitReport) -> Void, report: WaitReport)?
    {
        let (completion, token, matches) = storage.withLock { storage in
            (storage.completion.take(), storage.token.take(), storage.matches)
        }
        if let token { feed.remove(token) }
        guard let completion else { return nil }
        let refs = Array(matches.prefix(VerificationResult.refLimit))
        return (completion, WaitReport(outcome: outcome, matched: matches.count, refs: refs))
    }
}

extension Recorded {
    fileprivate var kind: Criterion.Kind {
        switch self {
        case .request: .request
        case .event: .event
        case .delivery: .delivery
        }
    }
}
