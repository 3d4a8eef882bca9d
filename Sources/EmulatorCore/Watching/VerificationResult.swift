/// What a verification has found.
package struct VerificationResult: Sendable {
    /// Whether the expectations are met.
    package enum Outcome: Sendable {
        case met, failed
        /// Entries were evicted that could change the outcome.
        case inconclusive
    }

    /// What was found for one expectation.
    package struct Row: Sendable {
        /// How many matches there are.
        package internal(set) var matched = 0
        /// The first hundred matches, in the order in which they happened.
        package internal(set) var refs: [ObservationRef] = []
        /// Whether its matches come too early for `in_order`.
        package internal(set) var isOutOfOrder = false
        /// The verdicts of the matches that a fault rule has hit.
        package internal(set) var hits: [FaultHit.Verdict: Int] = [:]
        /// The near misses; only for an expectation that has too few matches.
        package internal(set) var nearest: [NearMatch] = []
    }

    /// How many references a list has at most.
    package static let refLimit = 100

    /// Whether the expectations are met.
    package internal(set) var outcome = Outcome.met
    /// One row for each expectation.
    package internal(set) var rows: [Row]
    /// What matches no expectation, if `nothing_else` is set; at most a hundred.
    package internal(set) var unexpected: [ObservationRef] = []
}
