import Domain

/// One world, or the journal of requests without a sandbox, as verify and wait look at it.
package struct WatchedSource: Sendable {
    /// The sandbox of the world; nil for requests that belong to no sandbox.
    let sandbox: Identifier<Sandbox>?
    private let journal: RequestJournal
    private let world: World?
    private let faults: FaultPlan

    /// The present world of a sandbox.
    package init(_ sandbox: Sandbox) {
        self.sandbox = sandbox.id
        let world = sandbox.world
        self.world = world
        journal = world.journal
        faults = world.faults
    }

    /// The requests that belong to no sandbox, with the fault rules for them.
    package init(unmatched journal: RequestJournal, faults: FaultPlan) {
        self.faults = faults
        sandbox = nil
        world = nil
        self.journal = journal
    }

    /// The verdicts of the requests that fault rules have hit, by the numbers of the requests.
    func verdicts(at wall: Timestamp) -> [Int: FaultHit.Verdict] { faults.verdicts(at: wall) }

    /// What to visit in a source.
    struct Range: Sendable {
        let kinds: Set<Criterion.Kind>
        /// The number of a request; only what happened after it is visited.
        var sinceSeq = 0
        /// How many of each kind are visited at most, the newest.
        var newest = Int.max
    }

    /// Calls `body` with what happened and its number in the order of all occurrences.
    ///
    /// Requests come first, then events, then deliveries, each of them oldest first. `body` runs while the journal or
    /// the world is locked. It returns the kinds of which something was evicted that belongs to the range.
    func visit(
        _ range: Range,
        of watched: WatchedContract,
        wall: Timestamp,
        _ body: (Recorded, _ number: Int) -> Void
    ) -> Set<Criterion.Kind> {
        var evicted: Set<Criterion.Kind> = []
        if range.kinds.contains(.request), visitRequests(range, watched, body) { evicted.insert(.request) }
        let others = range.kinds.subtracting([.request])
        guard let world, !others.isEmpty else { return evicted }
        let isWhole = range.sinceSeq == 0
        let (since, isExact) = journal.occurrenceNumber(after: range.sinceSeq)
        // Without the request of that number, what came soon after it cannot be told from what came before it.
        if !isExact { evicted.formUnion(others) }
        let hasLostEvents = world.readNumbered(at: wall) { state, numbers in
            if range.kinds.contains(.delivery) {
                for delivery in state.deliveries.newestFirst(in: .init()).prefix(range.newest).reversed() {
                    let number = numbers.number(of: delivery.id, in: state)
                    if isWhole || number > since { body(.delivery(delivery), number) }
                }
            }
            guard range.kinds.contains(.event) else { return false }
            let switches = state.organization.switches
            let events = state.outbox.events
            let first = max(0, events.count - range.newest)
            for (index, event) in events.enumerated().dropFirst(first) {
                let number = numbers.number(ofEventAt: index)
                guard isWhole || number > since else { continue }
                body(.event(RecordedEvent(event: event, switches: switches)), number)
            }
            return numbers.lastEvictedEvent.map { isWhole || $0 > since } ?? false
        }
        if hasLostEvents { evicted.insert(.event) }
        return evicted
    }

    private func visitRequests(
        _ range: Range,
        _ watched: WatchedContract,
        _ body: (Recorded, _ number: Int) -> Void
    ) -> Bool {
        let oldest = range.newest == .max ? 0 : journal.extent.lastSeq - range.newest
        return journal.visit(after: max(range.sinceSeq, oldest)) { entry in
            body(.request(RecordedRequest(entry: entry, watched: watched)), entry.number)
        }
    }
}
