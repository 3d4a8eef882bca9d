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
            state.runDueTimers(wall: wall)
            let before = state.outbox.total
            let result = try body(&state)
            state.runDueTimers(wall: wall)
            return Changed(result: result, events: state.outbox.events(after: before).map(\.id))
        }
    }

    /// Reads the state, after everything that is due has happened; `wall` is the time on the wall clock.
    package func read<Result: Sendable, Failure: Error>(
        at wall: Timestamp,
        _ body: (borrowing WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try transaction { state throws(Failure) in
            state.runDueTimers(wall: wall)
            return try body(state)
        }
    }

    /// The time on the world's clock.
    package func now(wall: Timestamp) -> Timestamp { read(at: wall) { $0.now(wall: wall) } }

    /// Runs one step of the runner, which decides itself when timers run; requests use `change` and `read`.
    ///
    /// Fault rules decide about the deliveries that the step has added, and the runner is woken if there is work for
    /// it.
    package func transaction<Result: Sendable, Failure: Error>(
        _ body: (inout WorldState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (result, hasWork) = try state.withLock { (state: inout WorldState) throws(Failure) -> (Result, Bool) in
            let result = try body(&state)
            if state.hasAddedDeliveries, !faults.isEmpty {
                state.enqueueAddedDeliveries { faults.fire(for: DeliveryFacts($0)) }
            }
            defer { state.hasWork = false }
            return (result, state.hasWork)
        }
        if hasWork { runner.wake(self) }
        return result
    }

    /// Sets the clock: `real` without a moment is the wall's time, `frozen` without one stands where the clock is.
    package func setClock(_ mode: WorldClock.Mode, to moment: Timestamp?, wall: Timestamp) {
        _ = change(at: wall) { state in
            let now = moment ?? (mode == .real ? wall : state.now(wall: wall))
            state.setClock(.showing(now, mode: mode, wall: wall), wall: wall)
        }
    }

    /// Runs what was due before this world began, and wakes the runner, as there may be deliveries to send.
    func start(wall: Timestamp) {
        transaction { state in
            state.runDueTimers(wall: wall)
            state.hasWork = true
        }
    }

    /// Ends this world: what clients wait for is cancelled, and nothing is sent any more.
    func end(whenSilent: @escaping @Sendable () -> Void) -> CancelledWork {
        let unfinished = transaction { $0.end() }
        let responses = pending.close()
        runner.stop(whenSilent: whenSilent)
        return CancelledWork(responses: responses, deliveries: unfinished.deliveries, timers: unfinished.timers)
    }
}
