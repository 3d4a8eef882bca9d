/// The work that the search for a sample may do, counted in steps, not in time, so that the result is always the same.
struct SampleBudget {
    static let maximumForAll = 600_000
    private static let maximum = 3_000
    /// The steps after which optional parts are left out.
    private static let maximumForOptional = 1_200

    private(set) var steps = 0

    var isExhausted: Bool { steps > Self.maximum }
    var allowsOptional: Bool { steps < Self.maximumForOptional }
    var remaining: Int { max(Self.maximum - steps, 0) }

    mutating func spend(_ steps: Int = 1) {
        self.steps += steps
    }
}
