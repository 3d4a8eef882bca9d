/// Whether a run has met a requirement.
struct RequirementResult: Sendable {
    enum Verdict: String, Sendable {
        case met
        case notMet = "not_met"
        /// It cannot be told, because counts were deleted during the run.
        case unknown
    }

    let requirement: Requirement
    /// The number that was counted, or the percentage.
    let seen: Double
    let verdict: Verdict
    /// Why it is not met, as one sentence without a final period; nil if it is met.
    let message: String?
}

extension RequirementResult {
    /// The exit status of a run whose command succeeded; nil if the requirement is met.
    var exitStatus: ExecStatus? {
        switch (verdict, requirement.subject) {
        case (.met, _): nil
        case (.unknown, _): .cannotBeTold
        case (.notMet, .operation), (.notMet, .event), (.notMet, .delivery): .neverMet
        case (.notMet, .noUnmatched), (.notMet, .coverage): .failed
        }
    }
}
