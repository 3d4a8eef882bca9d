/// The work that a world had left when it ended.
package struct UnfinishedWork: Hashable, Sendable {
    /// The number of deliveries that waited for an attempt or had one under way.
    package var deliveries = 0
    /// The number of timers, not counting those of deliveries.
    package var timers = 0

    /// Unfinished work with those counts; none by default.
    package init(deliveries: Int = 0, timers: Int = 0) {
        self.deliveries = deliveries
        self.timers = timers
    }
}
