/// How a client or a receiver has kept one rule, as far as its records show.
package struct Grade: Hashable, Sendable {
    /// The maximum number of `refs`.
    package static let refLimit = 100

    /// Whether a rule was kept.
    package enum Verdict: String, CaseIterable, Sendable {
        /// The rule was kept wherever it applied.
        case pass
        /// The rule was broken at least once.
        case fail
        /// The rule did not apply to anything that was recorded.
        case notSeen = "not_seen"
    }

    /// The rule.
    package let rule: GradeRule
    /// Whether the rule was kept.
    package let verdict: Verdict
    /// The first requests or deliveries that break the rule or, if none does, that keep it.
    package let refs: [String]
    /// What was seen; if nothing was, what a test must do to see it.
    package let detail: String
}
