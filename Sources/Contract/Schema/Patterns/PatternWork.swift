/// The steps that a matcher may do and has done.
struct PatternWork {
    private(set) var done = 0
    private let maximum: Int

    /// Room for each scalar of the text, and more, so that only patterns with many ways at once meet the limit.
    init(_ text: [UInt32], maximum: Int = .max) {
        self.maximum = min(1_000_000 + 64 * text.count, maximum)
    }

    var isExhausted: Bool { done > maximum }

    /// Notes some steps; false if there is no more room.
    mutating func spend(_ steps: Int = 1) -> Bool {
        done += steps
        return done <= maximum
    }
}
