package import Domain
import Synchronization

/// The locked state of a sandbox between two resets, with its journal, rate limits, fault rules and runner.
///
/// A request keeps the world in which it began. So a request that is still running at a reset cannot change the world
/// after it.
package final class World: Sendable {
    /// The requests of this world.
    package let journal: RequestJournal
    /// The replayable responses and the rate limits.
    let records: WorldRecords
    /// The fault rules.
    package let faults: FaultPlan
    /// What stops requests and deliveries until they are released.
    package let holds: Holds
    /// The responses that clients still wait for.
    package let pending = PendingAnswers()
    /// Runs the timers that are due, and sends the deliveries.
    package let runner: any WorldRunner
    /// The control requests that have changed this world.
    package let actions = ActionLog()
    /// The world as it was before its first request.
    package let beginning: WorldBeginning
    private let contents: Mutex<Contents>
    private let admissionFacts: Mutex<AdmissionFacts>
    /// Passes on what happens here to waits and event streams.
    let source: FeedSource
    private let counter: OccurrenceCounter
    /// Counts the answers and the events; nil for a world that does not count.
    package let coverage: CoverageRecorder?
    /// The deliveries that have counted as accepted, without their replays.
    private let acceptedDeliveries = Mutex<Set<Identifier<WebhookDelivery>>>([])

    private struct Contents {
        var state: WorldState
        /// The work after the last transaction, which the runner knows; nil before the first one.
        var knownWork: PendingWork?
        /// The clock after the last transaction.
        var knownClock: WorldClock
        /// The objects that have changed since the last reset or import.
        var changes: ChangeLog
        /// How many events there were after the last transaction.
        var knownEvents: Int
        /// The order of the events and deliveries among all occurrences.
        var numbers: OccurrenceNumbers
        /// Holds the touched objects while a transaction ends; empty otherwise, its storage is reused.
        var touched: [(name: ObjectName, touch: ObjectTouch)] = []

        init(state: WorldState, changes: ChangeLog, counter: OccurrenceCounter) {
            self.state = state
            self.changes = changes
            self.state.beginTouches()
            knownClock = state.clock
            knownEvents = state.outbox.total
            numbers = OccurrenceNumbers(state, from: counter)
        }
    }

    /// A world with that state, which begins at that wall time, and the changes that led to it.
    ///
    /// Without `faults`, it has no fault rules, and without `coverage`, nothing is counted. Its journal starts from the
    /// beginning, unless it goes on with a `numbering`. `beginning` is the same state for others who share it.
    package init(
        state: WorldState,
        beginning dated: DatedState? = nil,
        changes: ChangeLog,
        seed: WorldSeed,
        budget: JournalBudget,
        faults: FaultPlan? = nil,
        runner: any WorldRunner = IdleRunner(),
        records: WorldRecords = WorldRecords(),
        source: FeedSource = FeedSource(),
        coverage: CoverageRecorder? = nil,
        numbering: JournalNumbering? = nil,
        wall: Timestamp = EmulatorClock.system.now
    ) {
        counter = budget.counter
        // Before the journal, so that what the world begins with comes before the requests.
        contents = Mutex(Contents(state: state, changes: changes, counter: counter))
        admissionFacts = Mutex(AdmissionFacts(state))
        self.source = source
        self.coverage = coverage
        self.records = records
        self.runner = runner
        let faults = faults ?? FaultPlan(shared: [], seed: seed)
        self.faults = faults
        let dated = dated ?? DatedState(state, wall: wall)
        beginning = WorldBeginning(dated: dated, faults: faults.rules, wallAt: wall)
        holds = Holds(seed: seed, source: source)
        journal = RequestJournal(seed: seed, budget: budget, source: source, numbering: numbering)
    }

    /// A copy of another world for a dry run, which changes independently of it, sends nothing and is not observed.
    init(dryRunOf other: World, wall: Timestamp) {
        let copied = other.loggedState(wall: wall)
        counter = OccurrenceCounter()
        contents = Mutex(Contents(state: copied.present.state, changes: copied.changes, counter: counter))
        admissionFacts = Mutex(AdmissionFacts(copied.present.state))
        source = FeedSource()
        coverage = nil
        records = WorldRecords(dryRunOf: other.records)
        runner = IdleRunner()
        faults = FaultPlan(tracing: other.faults)
        holds = Holds(seed: WorldSeed(value: 0, key: ""))
        beginning = other.beginning
        journal = RequestJournal(dryRunOf: other.journal)
    }

    /// The responses that can be replayed.
    package var idempotency: IdempotencyStore { records.idempotency }
    /// The token buckets of the organization.
    package var rateLimiter: RateLimiter { records.rateLimiter }
    /// Counts the onboarding requests for each token.
    package var onboardingLimiter: FixedWindowLimiter { records.onboardingLimiter }

    /// Changes the state for a request in one step, and runs the timers that are due before the change and after it.
    ///
    /// `body` must throw only before its first change, so that a throw changes nothing. The events and deliveries that
    /// come with the result are those of `body` and of the timers that were due after it. `wall` is the wall time.
    package func change<Result: Sendable, Failure: Error>(
        at wall: Timestamp,
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Changed<Result> {
        try transaction { state throws(Failure) in
            settle(&state, wall: wall)
            let before = state.outbox.total
            let result = try body(&state)
            state.runDueTimers(wall: wall)
            let deliveries = state.addedDeliveries
            enqueueAddedDeliveries(of: &state)
            return Changed(
                result: result,
                events: state.outbox.events(after: before).map(\.id),
                deliveries: deliveries
            )
        }
    }

    /// Reads the state after running the timers that are due; `wall` is the time on the wall clock.
    package func read<Result: Sendable, Failure: Error>(
        at wall: Timestamp,
        _ body: (borrowing WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // Most reads find nothing that is due, so that nothing can have changed since the last transaction.
        let result = try contents.withLock { (contents: inout Contents) throws(Failure) -> Result? in
            guard let work = contents.knownWork, !work.hasDueTimer(wall: wall) else { return nil }
            return try body(contents.state)
        }
        if let result { return result }
        return try transaction { state throws(Failure) in
            settle(&state, wall: wall)
            return try body(state)
        }
    }

    /// The organization and the time after running the timers that are due; it does not wait for a change of the state.
    package func admission(at wall: Timestamp) -> (organization: Organization, now: Timestamp) {
        let facts = admissionFacts.withLock { $0 }
        guard let work = facts.work, !work.hasDueTimer(wall: wall) else {
            return read(at: wall) { ($0.organization, $0.now(wall: wall)) }
        }
        return (facts.organization, work.clock.now(wall: wall))
    }

    /// Copies the state and the log of its changes, after running the timers that are due.
    func loggedState(wall: Timestamp) -> LoggedState {
        start(wall: wall)
        return contents.withLock { Self.copy($0, wall: wall) }
    }

    /// Copies the same, so that the log can later tell which changes came after the copy.
    ///
    /// What the log no longer needs may take long to free.
    func markedState(wall: Timestamp) -> (copy: LoggedState, unneeded: Set<ObjectName>) {
        start(wall: wall)
        return contents.withLock { contents in
            let unneeded = contents.changes.mark()
            contents.state.beginTouches()
            return (Self.copy(contents, wall: wall), unneeded)
        }
    }

    private static func copy(_ contents: borrowing Contents, wall: Timestamp) -> LoggedState {
        LoggedState(present: DatedState(contents.state, wall: wall), changes: contents.changes.copy)
    }

    /// Forgets the mark of a snapshot that was deleted or replaced.
    func forgetMark(of snapshot: WorldSnapshot) {
        contents.withLock { $0.changes.forgetMark(of: snapshot.kept.changes) }
    }

    /// The time on the world's clock.
    package func now(wall: Timestamp) -> Timestamp { read(at: wall) { $0.now(wall: wall) } }

    /// Changes the state without running due timers first, for the runner; requests use `change` and `read`.
    ///
    /// The deliveries that the step has added enter the queue, and the runner is woken if it has new work.
    package func transaction<Result: Sendable, Failure: Error>(
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try transaction(isOfRunner: false, body)
    }

    /// Changes the state for the runner, after the timers that are due at that wall time, if one is given.
    ///
    /// The runner knows the work that is there after `body`, so that it is woken only for work that comes later.
    package func run<Result: Sendable>(at wall: Timestamp? = nil, _ body: (inout WorldState) -> Result) -> Result {
        transaction(isOfRunner: true) { state in
            if let wall { settle(&state, wall: wall) }
            return body(&state)
        }
    }

    private func transaction<Result: Sendable, Failure: Error>(
        isOfRunner: Bool,
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var hasNewWork = false
        // After a refused change as well: timers that were due before it may have added deliveries.
        defer {
            if hasNewWork { runner.wake(self) }
            source.deliver()
        }
        return try contents.withLock { (contents: inout Contents) throws(Failure) -> Result in
            defer {
                let earlier = contents.knownWork ?? .none(on: contents.knownClock)
                enqueueAddedDeliveries(of: &contents.state)
                noteChanges(of: &contents)
                let work = PendingWork.of(&contents.state)
                hasNewWork = work.needsRunner(since: earlier)
                contents.knownWork = work
                admissionFacts.withLock { $0.work = work }
            }
            let result = try body(&contents.state)
            if isOfRunner { contents.knownWork = PendingWork.of(&contents.state) }
            return result
        }
    }

    /// Records what a transaction has changed, counts the new events, and adds both to the feed.
    private func noteChanges(of contents: inout Contents) {
        let isObserved = source.isObserved
        if contents.knownClock != contents.state.clock {
            contents.knownClock = contents.state.clock
            if isObserved { source.add(.clock(contents.knownClock)) }
        }
        if contents.knownEvents != contents.state.outbox.total { noteEvents(of: &contents, isObserved: isObserved) }
        var touched: [(name: ObjectName, touch: ObjectTouch)] = []
        swap(&touched, &contents.touched)
        contents.state.takeTouchedObjects { touched.append(($0, $1)) }
        for (name, touch) in touched {
            contents.changes.note(name, touch)
            switch name.kind {
            case .organization: admissionFacts.withLock { $0.organization = contents.state.organization }
            case .webhookDelivery: noteDelivery(Identifier(name.id), of: &contents)
            case .customer, .setupLink, .account, .contact, .conversation, .label, .message, .template,
                .webhookSubscription:
                break
            }
            if isObserved { source.add(.object(name)) }
        }
        touched.removeAll(keepingCapacity: true)
        swap(&touched, &contents.touched)
    }

    private func noteEvents(of contents: inout Contents, isObserved: Bool) {
        let before = contents.knownEvents
        contents.knownEvents = contents.state.outbox.total
        contents.numbers.addEvents(contents.knownEvents - before, from: counter)
        let events = contents.state.outbox.events(after: before)
        coverage?.count(events)
        guard isObserved else { return }
        let switches = contents.state.organization.switches
        let first = contents.numbers.eventCount - events.count
        for (index, event) in events.enumerated() {
            source.add(.event(event, switches, number: contents.numbers.number(ofEventAt: first + index)))
        }
    }

    /// Counts an attempt of a delivery that has ended.
    ///
    /// A delivery counts as accepted once, whichever of its attempts and replays is accepted first. An attempt that a fault
    /// rule has changed does not count, because its receiver should have refused it.
    package func count(_ ticket: AttemptTicket, _ outcome: AttemptOutcome) {
        guard let coverage else { return }
        let attempt = CountedAttempt(ticket, outcome)
        let isGenuine = attempt.answer.isAccepted && !attempt.isInjected
        let isFirst = isGenuine && acceptedDeliveries.withLock { $0.insert(ticket.original).inserted }
        coverage.count(attempt, acceptsDelivery: isFirst)
    }

    private func noteDelivery(_ id: Identifier<WebhookDelivery>, of contents: inout Contents) {
        guard let delivery = contents.state.deliveries[id] else { return contents.numbers.remove(id) }
        contents.numbers.add(id, in: contents.state, from: counter)
        guard source.isObserved else { return }
        let hold = contents.state.hold(stopping: id)
        source.add(.delivery(delivery, number: contents.numbers.number(of: id, in: contents.state), hold: hold))
    }

    /// Reads the state with the numbers of its events and deliveries in the order of all occurrences.
    package func readNumbered<Result: Sendable>(
        at wall: Timestamp,
        _ body: (borrowing WorldState, OccurrenceNumbers) -> Result
    ) -> Result {
        start(wall: wall)
        return contents.withLock { contents in body(contents.state, contents.numbers) }
    }

    private func settle(_ state: inout WorldState, wall: Timestamp) {
        state.runDueTimers(wall: wall)
        enqueueAddedDeliveries(of: &state)
    }

    /// Puts new deliveries into the queue, each with the fault that a rule decides for it, unless a hold stops them.
    private func enqueueAddedDeliveries(of state: inout WorldState) {
        guard state.hasAddedDeliveries else { return }
        state.enqueueAddedDeliveries {
            fault(for: $0)
        } stoppedBy: {
            holds.stopsDeliveries ? hold(stopping: $0) : nil
        }
    }

    /// The id of the hold that stops a delivery, which is added to the feed; nil if none does.
    private func hold(stopping delivery: WebhookDelivery) -> String? {
        guard let hold = holds.hold(of: DeliveryFacts(delivery)) else { return nil }
        if source.isObserved { source.add(.hold(hold)) }
        return hold
    }

    /// The fault that a rule decides for a delivery as a whole.
    func fault(for delivery: WebhookDelivery) -> DeliveryFault? {
        faults.isEmpty ? nil : faults.fire(for: DeliveryFacts(delivery))
    }

    /// Sets the clock; without a moment, `real` shows wall time and `frozen` stops the clock at its present time.
    package func setClock(_ mode: WorldClock.Mode, to moment: Timestamp?, wall: Timestamp) {
        _ = change(at: wall) { state in
            let now = moment ?? (mode == .real ? wall : state.now(wall: wall))
            state.setClock(.showing(now, mode: mode, wall: wall), wall: wall)
        }
    }

    /// Runs the timers that are due, which wakes the runner if there is work.
    func start(wall: Timestamp) { read(at: wall) { _ in } }

    /// Ends this world: cancels pending responses, timers, deliveries and holds, and stops the runner.
    func end(whenSilent: @escaping @Sendable () -> Void) -> CancelledWork {
        let unfinished = transaction { state in
            source.end()
            return state.end()
        }
        // Before the responses: a request that arrives at a hold now is not held, and its response is cancelled below.
        holds.close()
        let responses = pending.close()
        runner.stop(whenSilent: whenSilent)
        return CancelledWork(responses: responses, deliveries: unfinished.deliveries, timers: unfinished.timers)
    }
}
