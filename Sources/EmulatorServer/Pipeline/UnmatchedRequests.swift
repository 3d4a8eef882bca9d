import Domain
import EmulatorCore

/// What is kept of requests that belong to no world.
struct UnmatchedRequests: Sendable {
    /// The requests themselves.
    let journal: RequestJournal
    /// Counts onboarding calls with tokens that no sandbox has.
    let tokens = FixedWindowLimiter()
    /// Answers that are still owed.
    let pending = PendingAnswers()

    /// Ends all of it, as a reset of every sandbox does, and tells what was under way.
    func reset() -> ResetReport {
        let unmatched = journal.unmatched
        journal.restart()
        tokens.clear()
        return ResetReport(
            cancelled: CancelledWork(responses: pending.cancelAll()),
            leftovers: Leftovers(unmatchedRequests: unmatched)
        )
    }
}
