/// The result of a matcher, with the steps that it took.
struct PatternMatch {
    /// Whether a part of the text matches; false if the matcher was stopped before it knew.
    let isMatch: Bool
    /// Whether the matcher was stopped because it took too many steps.
    let isExhausted: Bool
    /// The number of steps.
    let work: Int
}
