package import Domain
import Synchronization

/// One life of a sandbox, from a reset to the next: its state, and what must not be rolled back with it.
///
/// A request keeps the world that it began in, so that nothing which is still under way can reach the world after a
/// reset.
package final class World: Sendable {
    /// The requests of this life.
    package let journal: RequestJournal
    /// The answers that can be replayed.
    package let idempotency = IdempotencyStore()
    /// The buckets of the organization.
    package let rateLimiter = RateLimiter()
    /// Answers that are still owed to clients.
    package let pending = PendingAnswers()
    private let state: Mutex<SandboxState>

    /// A world with that state.
    package init(state: SandboxState, seed: WorldSeed, budget: JournalBudget) {
        self.state = Mutex(state)
        journal = RequestJournal(seed: seed, budget: budget)
    }

    /// Runs one change as a whole; a body throws only before its first change, so a throw leaves no trace.
    package func transaction<Result: Sendable, Failure: Error>(
        _ body: (inout SandboxState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try state.withLock { (state: inout SandboxState) throws(Failure) -> Result in try body(&state) }
    }
}
