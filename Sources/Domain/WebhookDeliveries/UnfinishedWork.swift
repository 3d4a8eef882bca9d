/// What a world had yet to do when it ended.
package struct UnfinishedWork: Hashable, Sendable {
    /// Deliveries that waited for an attempt or for the answer to one.
    package var deliveries = 0
    /// Timers beside those of deliveries.
    package var timers = 0

    /// Nothing was left.
    package init(deliveries: Int = 0, timers: Int = 0) {
        self.deliveries = deliveries
        self.timers = timers
    }
}
