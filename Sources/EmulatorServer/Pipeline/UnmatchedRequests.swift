import Domain
import EmulatorCore

/// The state that belongs to requests without a world.
struct UnmatchedRequests: Sendable {
    /// The journal of these requests.
    let journal: RequestJournal
    /// Counts onboarding calls whose token no sandbox has.
    let tokens: FixedWindowLimiter
    /// The responses that clients still wait for.
    let pending = PendingAnswers()
    /// Counts the answers to these requests; nil if they do not count.
    let coverage: CoverageRecorder?

    init(journal: RequestJournal, coverage: CoverageRecorder) {
        self.journal = journal
        self.coverage = coverage
        tokens = FixedWindowLimiter()
    }

    /// A copy of the state for a dry run.
    init(dryRunOf other: UnmatchedRequests) {
        journal = RequestJournal(dryRunOf: other.journal)
        tokens = FixedWindowLimiter(copying: other.tokens)
        coverage = nil
    }

    /// Resets the state, as part of a reset of all sandboxes, and reports what was cancelled.
    func reset() -> ResetReport {
        // Before the restart: a cancelled request closes its entry in the journal, whose numbers are used again after it.
        let responses = pending.cancelAll()
        let unmatched = journal.unmatched
        journal.restart()
        tokens.clear()
        return ResetReport(
            cancelled: CancelledWork(responses: responses),
            leftovers: Leftovers(unmatchedRequests: unmatched)
        )
    }
}
