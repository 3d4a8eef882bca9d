import Domain

/// What a reset is to go back to.
package struct ResetOrder: Sendable {
    /// What is the baseline from now on; nil for the one that holds.
    package var baseline: Baseline?
    /// Another seed.
    package var seed: UInt64?
    /// Whether the organization and its teams are all that there is afterwards.
    package var isEmpty: Bool

    /// A reset to the baseline that holds, unless said otherwise.
    package init(baseline: Baseline? = nil, seed: UInt64? = nil, isEmpty: Bool = false) {
        self.baseline = baseline
        self.seed = seed
        self.isEmpty = isEmpty
    }
}
