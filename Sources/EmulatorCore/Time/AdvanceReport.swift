package import Domain

/// What happened while a clock was moved on.
package struct AdvanceReport: Hashable, Sendable {
    /// How many rows a report shows.
    package static let capacity = 10_000

    /// Where the clock stood.
    package let from: Timestamp
    /// Where it stands now.
    package var now: Timestamp
    /// What fell due, in the order in which it did.
    package private(set) var fired: [FiredTimer] = []
    /// Whether more fell due than the report shows.
    package private(set) var hasMore = false

    /// Nothing has happened yet.
    package init(from: Timestamp) {
        self.from = from
        now = from
    }

    /// Adds what happened, as far as there is room.
    package mutating func add(_ timers: [FiredTimer]) {
        let room = Self.capacity - fired.count
        fired += timers.prefix(room)
        hasMore = hasMore || timers.count > room
    }
}
