/// What a matcher has found, and what it took.
struct PatternMatch {
    /// Whether some part of the text matches; false where the matcher had to end before it knew.
    let isMatch: Bool
    /// Whether the text is too long for the pattern to be decided.
    let isExhausted: Bool
    /// The steps that were done.
    let work: Int
}
