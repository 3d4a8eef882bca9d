/// How many results have each outcome.
struct OutcomeTotals {
    let passed: Int
    let failed: Int
    let skipped: Int

    init(_ outcomes: [ReportedOutcome]) {
        passed = outcomes.count { $0 == .passed }
        failed = outcomes.count { $0 == .failed }
        skipped = outcomes.count { $0 == .skipped }
    }

    /// The number of all results.
    var all: Int { passed + failed + skipped }

    /// The numbers that are not zero, such as `8 passed, 1 failed`.
    var text: String {
        let parts = [(passed, "passed"), (failed, "failed"), (skipped, "skipped")].filter { $0.0 > 0 }
        return parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
