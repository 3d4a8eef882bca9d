package import Domain

/// What happened while a clock was advanced.
package struct AdvanceReport: Hashable, Sendable {
    /// How many rows a report has at most.
    package static let capacity = 10_000

    /// The time that the clock showed before.
    package let from: Timestamp
    /// The time that the clock shows afterwards.
    package var now: Timestamp
    /// The timers and attempts that were due on the way, in the order in which they ran.
    package private(set) var fired: [FiredTimer] = []
    /// Whether more timers and attempts ran than the report shows.
    package private(set) var hasMore = false

    /// An empty report of a clock that shows the time `from`.
    package init(from: Timestamp) {
        self.from = from
        now = from
    }

    /// Adds timers until the report is full, and sets `hasMore` if some do not fit.
    package mutating func add(_ timers: [FiredTimer]) {
        let room = Self.capacity - fired.count
        fired += timers.prefix(room)
        hasMore = hasMore || timers.count > room
    }
}
