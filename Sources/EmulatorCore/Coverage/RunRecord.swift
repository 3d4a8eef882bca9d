/// Everything that was counted since the emulator started, which no reset and no eviction changes.
package struct RunRecord: Hashable, Sendable {
    /// The answers and the events; a control request can set them to zero.
    package var coverage = CoverageRecord()
    /// The ended attempts of deliveries.
    package private(set) var attempts: [CountedAttempt: Int] = [:]
    /// The deliveries that a receiver has accepted, by the type of the event; replays count with their delivery.
    package private(set) var acceptedDeliveries: [String: Int] = [:]
    /// The requests that matched an operation but were not answered by it.
    package private(set) var uncounted: [UncountedRequest: Int] = [:]
    /// The requests that no operation matched.
    package var unmatched = UnmatchedCounts()

    /// An empty record.
    package init() {}

    mutating func add(_ attempt: CountedAttempt, acceptsDelivery: Bool) {
        attempts[attempt, default: 0] += 1
        if acceptsDelivery { acceptedDeliveries[attempt.event, default: 0] += 1 }
    }

    mutating func add(_ request: UncountedRequest) {
        uncounted[request, default: 0] += 1
    }

    mutating func add(_ other: RunRecord) {
        coverage.add(other.coverage)
        attempts.merge(other.attempts, uniquingKeysWith: +)
        acceptedDeliveries.merge(other.acceptedDeliveries, uniquingKeysWith: +)
        uncounted.merge(other.uncounted, uniquingKeysWith: +)
        unmatched.add(other.unmatched)
    }
}
