package import Domain
import OrderedCollections
import Synchronization

/// A wait for something to happen, which includes what has happened already.
///
/// It observes the feed, so it costs nothing while nothing happens.
package final class Wait: Sendable {
    private struct Storage {
        var matches: OrderedSet<ObservationRef> = []
        /// What was observed before the past was added to the matches; nil afterwards.
        var observed: Set<ObservationRef>? = []
        /// The deliveries from before `since_seq`, which do not count when they change.
        var tooOld: Set<ObservationRef> = []
        var token: WorldFeed.Token?
        var completion: (@Sendable (WaitReport) -> Void)?
        /// The report with which the wait has ended.
        var report: WaitReport?
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
        let scope = sandbox.map { FeedScope.world($0) } ?? .all
        let token = feed.observe(scope) { [weak self] observation in self?.observe(observation) }
        let isOver = storage.withLock { storage in
            storage.token = token
            return storage.completion == nil
        }
        if isOver { return feed.remove(token) }
        takePast(wall)
    }

    /// Ends the wait because its time is over; if it has ended at the same time, with the outcome that it had then.
    package func expire(at wall: Timestamp) -> WaitReport {
        var report = end(order.isNever ? .satisfied : .timedOut).report
        guard report.outcome == .timedOut else { return report }
        report.nearest = NearMatch.nearest(
            to: order.criterion,
            in: sources(),
            since: order.sinceSeq,
            of: order.watched,
            wall: wall
        )
        return report
    }

    /// Ends the wait because the server stops; if it has ended at the same time, with the outcome that it had then.
    package func stop() -> WaitReport { end(.inconclusive(.serverStopped)).report }

    /// Ends the wait without a report, because its client has disconnected.
    package func cancel() { _ = end(.timedOut) }

    // MARK: Matches

    private func takePast(_ wall: Timestamp) {
        var isCut = false
        var found: [(ref: ObservationRef, number: Int)] = []
        var tooOld: Set<ObservationRef> = []
        let kinds: Set = [order.criterion.kind]
        let sources = sources()
        for source in sources {
            if order.sinceSeq > 0, order.criterion.kind == .delivery {
                _ = source.visit(WatchedSource.Range(kinds: kinds), of: order.watched, wall: wall) { recorded, _ in
                    tooOld.insert(ObservationRef(recorded, in: source.sandbox))
                }
            }
            let range = WatchedSource.Range(kinds: kinds, sinceSeq: order.sinceSeq)
            let lost = source.visit(range, of: order.watched, wall: wall) { recorded, number in
                let ref = ObservationRef(recorded, in: source.sandbox)
                tooOld.remove(ref)
                if order.criterion.matches(recorded) { found.append((ref, number)) }
            }
            isCut = isCut || !lost.isEmpty
        }
        if sources.count > 1 { found.sort { $0.number < $1.number } }
        add(past: found.map(\.ref), tooOld)
        if !settle(), isCut { finish(.inconclusive(.journalEvicted)) }
    }

    /// Adds the matches of the past before those that were observed meanwhile.
    private func add(past: [ObservationRef], _ tooOld: Set<ObservationRef>) {
        storage.withLock { storage in
            // What was observed meanwhile is newer than what was found; it may no longer match.
            let observed = storage.observed ?? []
            let unchanged = OrderedSet(past.filter { !observed.contains($0) })
            storage.matches = unchanged.union(storage.matches.filter { !tooOld.contains($0) })
            storage.tooOld = tooOld
            storage.observed = nil
        }
    }

    private func observe(_ observation: Observation) {
        switch observation.occurrence {
        case .request(let entry):
            guard entry.seq > order.sinceSeq else { return }
            note(.request(RecordedRequest(entry: entry, watched: order.watched)), of: observation.sandbox)
        case .event(let event, let switches, _):
            note(.event(RecordedEvent(event: event, switches: switches)), of: observation.sandbox)
        case .delivery(let delivery, _, _):
            note(.delivery(delivery), of: observation.sandbox)
        case .object, .clock, .faultRule, .hold:
            break
        case .reset:
            endWorld(of: observation.sandbox)
        }
    }

    /// Adds or removes a match; a delivery that has changed may no longer match.
    private func note(_ recorded: Recorded, of sandbox: Identifier<Sandbox>?) {
        guard order.criterion.kind == recorded.kind else { return }
        let ref = ObservationRef(recorded, in: sandbox)
        let isMatch = order.criterion.matches(recorded)
        let isNews = storage.withLock { storage in
            guard !storage.tooOld.contains(ref) else { return false }
            storage.observed?.insert(ref)
            if isMatch { storage.matches.append(ref) } else { storage.matches.remove(ref) }
            return isMatch && storage.observed == nil
        }
        if isNews { _ = settle() }
    }

    /// Ends the wait at the reset of its sandbox; a wait in all sandboxes forgets the matches there.
    private func endWorld(of ended: Identifier<Sandbox>?) {
        if sandbox != nil || ended == nil { return finish(.inconclusive(.reset)) }
        storage.withLock { storage in
            storage.matches.removeAll { $0.sandbox == ended }
            storage.tooOld = storage.tooOld.filter { $0.sandbox != ended }
        }
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
        let (completion, report) = end(outcome)
        completion?(report)
    }

    /// Ends the wait; if it has ended already, the report is that of its end, and there is no completion.
    private func end(
        _ outcome: WaitReport.Outcome
    ) -> (completion: (@Sendable (WaitReport) -> Void)?, report: WaitReport) {
        let (completion, token, report) = storage.withLock { storage in
            let refs = Array(storage.matches.dropFirst(order.offset).prefix(VerificationResult.refLimit))
            let report = storage.report ?? WaitReport(outcome: outcome, matched: storage.matches.count, refs: refs)
            storage.report = report
            return (storage.completion.take(), storage.token.take(), report)
        }
        if let token { feed.remove(token) }
        return (completion, report)
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
