/// How much work was cancelled when a world ended.
package struct CancelledWork: Hashable, Sendable {
    /// Responses that clients were waiting for.
    package var responses = 0
    /// Deliveries that waited for an attempt or for the response to one.
    package var deliveries = 0
    /// Timers, except those of deliveries.
    package var timers = 0

    /// These numbers, zero unless given.
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
