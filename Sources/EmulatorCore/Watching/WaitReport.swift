/// How a wait has ended.
package struct WaitReport: Sendable {
    /// The four outcomes of a wait.
    package enum Outcome: Hashable, Sendable {
        /// Enough matches happened or, for `never`, none did within the time.
        case satisfied
        case timedOut
        /// What was never to happen has happened.
        case violated
        case inconclusive(Reason)
    }

    /// Why a wait cannot tell what happened.
    package enum Reason: String, Sendable {
        case journalEvicted = "journal_evicted"
        case reset
    }

    /// The outcome.
    package let outcome: Outcome
    /// How many matches there are.
    package let matched: Int
    /// The first hundred matches.
    package let refs: [ObservationRef]
    /// What was nearly a match, if the time is over.
    package var nearest: [NearMatch] = []
}
