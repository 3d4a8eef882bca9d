/// How a wait has ended.
package struct WaitReport: Sendable {
    /// The four outcomes of a wait.
    package enum Outcome: Hashable, Sendable {
        /// There were enough matches or, for `never`, no match before the timeout.
        case satisfied
        case timedOut
        /// There was a match although `never` forbids it.
        case violated
        case inconclusive(Reason)
    }

    /// Why a wait cannot tell what happened.
    package enum Reason: String, Sendable {
        case journalEvicted = "journal_evicted"
        case reset
        case serverStopped = "server_stopped"
    }

    /// The outcome.
    package let outcome: Outcome
    /// How many matches there are.
    package let matched: Int
    /// The first hundred matches after those that the order leaves out.
    package let refs: [ObservationRef]
    /// The near misses, if the wait has timed out.
    package var nearest: [NearMatch] = []
}
