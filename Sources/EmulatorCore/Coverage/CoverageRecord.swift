/// What was counted during a run; what a test injected is counted apart.
package struct CoverageRecord: Hashable, Sendable {
    /// The answers of handlers and checks, and the events that changes caused.
    package var seen = CoverageCounts()
    /// The answers of fault rules, and the events that a test triggered.
    package var injected = CoverageCounts()

    /// An empty record.
    package init() {}

    /// The number of all answers and events.
    package var total: Int { seen.total + injected.total }

    /// Adds the counts of another run.
    package mutating func add(_ other: CoverageRecord) {
        seen.add(other.seen)
        injected.add(other.injected)
    }
}
