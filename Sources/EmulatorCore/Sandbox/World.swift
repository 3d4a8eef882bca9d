package import Domain
import Synchronization

/// What a sandbox holds between two resets: the state, and what a refused request must not undo.
///
/// A request keeps the world that it began in, so that nothing which is still under way can reach the world after a
/// reset.
package final class World: Sendable {
    /// The requests of this world.
    package let journal: RequestJournal
    /// What its calls have used up and left behind.
    let records: WorldRecords
    /// What goes wrong on purpose.
    package let faults: FaultPlan
    /// Answers that are still owed to clients.
    package let pending = PendingAnswers()
    /// Runs what falls due, and sends what is owed.
    package let runner: any WorldRunner
    private let state: Mutex<WorldState>

    /// A world with that state, in which nothing goes wrong unless there is a plan for it.
    package init(
        state: WorldState,
        seed: WorldSeed,
        budget: JournalBudget,
        faults: FaultPlan? = nil,
        runner: any WorldRunner = IdleRunner(),
        records: WorldRecords = WorldRecords()
    ) {
        self.state = Mutex(state)
        self.records = records
        self.runner = runner
        self.faults = faults ?? FaultPlan(shared: [], seed: seed)
        journal = RequestJournal(seed: seed, budget: budget)
    }

    /// The answers that can be replayed.
    package var idempotency: IdempotencyStore { records.idempotency }
    /// The buckets of the organization.
    package var rateLimiter: RateLimiter { records.rateLimiter }
    /// Counts the onboarding calls for each token.
    package var onboardingLimiter: FixedWindowLimiter { records.onboardingLimiter }

    /// Changes the state as a whole, for a request: everything that is due happens before the change and after it.
    ///
    /// A body throws only before its first change, so a throw leaves no trace of the change. The events that come
    /// with the result are those of the change and of what was due after it. `wall` is the time on the wall clock.
    package func change<Result: Sendable, Failure: Error>(
        at wall: Timestamp,
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Changed<Result> {
        try transaction { state throws(Failure) in
            settle(&state, wall: wall)
            let before = state.outbox.total
            let result = try body(&state)
            settle(&state, wall: wall)
            return Changed(result: result, events: state.outbox.events(after: before).map(\.id))
        }
    }

    /// Reads the state, after everything that is due has happened; `wall` is the time on the wall clock.
    package func read<Result: Sendable, Failure: Error>(
        at wall: Timestamp,
        _ body: (borrowing WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try transaction { state throws(Failure) in
            settle(&state, wall: wall)
            return try body(state)
        }
    }

    /// The time on the world's clock.
    package func now(wall: Timestamp) -> Timestamp { read(at: wall) { $0.now(wall: wall) } }

    /// Runs one step of the runner, which decides itself when timers run; requests use `change` and `read`.
    ///
    /// The deliveries that the step has added enter the queue, and the runner is woken if it has new work.
    package func transaction<Result: Sendable, Failure: Error>(
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var hasNewWork = false
        // After a refused change as well: timers that were due before it may have added deliveries.
        defer { if hasNewWork { runner.wake(self) } }
        return try state.withLock { (state: inout WorldState) throws(Failure) -> Result in
            let before = state.pendingWork
            defer {
                enqueueAddedDeliveries(of: &state)
                hasNewWork = state.pendingWork.needsRunner(since: before)
            }
            return try body(&state)
        }
    }

    private func settle(_ state: inout WorldState, wall: Timestamp) {
        state.runDueTimers(wall: wall)
        enqueueAddedDeliveries(of: &state)
    }

    /// Puts new deliveries into the queue, each with the fault that a rule decides for it.
    private func enqueueAddedDeliveries(of state: inout WorldState) {
        guard state.hasAddedDeliveries else { return }
        state.enqueueAddedDeliveries { faults.isEmpty ? nil : faults.fire(for: DeliveryFacts($0)) }
    }

    /// Sets the clock: `real` without a moment is the wall's time, `frozen` without one stands where the clock is.
    package func setClock(_ mode: WorldClock.Mode, to moment: Timestamp?, wall: Timestamp) {
        _ = change(at: wall) { state in
            let now = moment ?? (mode == .real ? wall : state.now(wall: wall))
            state.setClock(.showing(now, mode: mode, wall: wall), wall: wall)
        }
    }

    /// Runs the timers that were due before this world was created, and wakes the runner for what it was given.
    func start(wall: Timestamp) {
        read(at: wall) { _ in }
        runner.wake(self)
    }

    /// Ends this world: what clients wait for is cancelled, and nothing is sent any more.
    func end(whenSilent: @escaping @Sendable () -> Void) -> CancelledWork {
        let unfinished = transaction { $0.end() }
        let responses = pending.close()
        runner.stop(whenSilent: whenSilent)
        return CancelledWork(responses: responses, deliveries: unfinished.deliveries, timers: unfinished.timers)
    }
}
