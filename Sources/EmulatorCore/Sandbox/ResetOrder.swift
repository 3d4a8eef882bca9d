import Domain

/// What a reset is to return to.
package struct ResetOrder: Sendable {
    /// The new baseline; nil to keep the present one.
    package var baseline: Baseline?
    /// A seed in place of that of the baseline.
    package var seed: UInt64?
    /// Whether the world has only the organization with its teams and settings afterwards.
    package var isEmpty: Bool

    /// A reset to the present baseline, unless another one is given.
    package init(baseline: Baseline? = nil, seed: UInt64? = nil, isEmpty: Bool = false) {
        self.baseline = baseline
        self.seed = seed
        self.isEmpty = isEmpty
    }
}
