/// What a world had under way when it ended.
package struct CancelledWork: Hashable, Sendable {
    /// Answers that were owed and will not be given.
    package var responses = 0
    /// Deliveries that waited for an attempt or for the answer to one.
    package var deliveries = 0
    /// Timers beside those of deliveries.
    package var timers = 0

    /// Nothing was under way.
    package init(responses: Int = 0, deliveries: Int = 0, timers: Int = 0) {
        self.responses = responses
        self.deliveries = deliveries
        self.timers = timers
    }

    mutating func add(_ other: CancelledWork) {
        responses += other.responses
        deliveries += other.deliveries
        timers += other.timers
    }
}
