/// The steps that a matcher has taken, and their limit.
struct PatternWork {
    private(set) var done = 0
    private let maximum: Int

    /// The limit grows with the text, so that only patterns with very many alternatives reach it.
    init(_ text: [UInt32], maximum: Int = .max) {
        self.maximum = min(1_000_000 + 64 * text.count, maximum)
    }

    var isExhausted: Bool { done > maximum }

    /// Counts steps; returns false if the limit is exceeded.
    mutating func spend(_ steps: Int = 1) -> Bool {
        done += steps
        return done <= maximum
    }
}
