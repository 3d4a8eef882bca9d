package import DequeModule
package import Domain

/// The numbers of the events and deliveries of one world in the order of all occurrences.
///
/// What a world began with, as after an import, gets its numbers when the world begins: first its events, then its
/// deliveries.
package struct OccurrenceNumbers: Sendable {
    /// The numbers of the events that the outbox keeps, oldest first.
    package private(set) var events: Deque<Int> = []
    /// The number of the newest event that the outbox no longer keeps; nil if it keeps all.
    private(set) var lastEvictedEvent: Int?
    private var deliveries: [Identifier<WebhookDelivery>: Int] = [:]

    init(_ state: borrowing WorldState, from counter: OccurrenceCounter) {
        lastEvictedEvent = state.outbox.total > state.outbox.events.count ? 0 : nil
        addEvents(state.outbox.events.count, from: counter)
        for delivery in state.deliveries.newestFirst(in: .init()).reversed() { add(delivery.id, from: counter) }
    }

    /// The number of a delivery.
    package func number(of delivery: Identifier<WebhookDelivery>) -> Int { deliveries[delivery] ?? 0 }

    /// Gives numbers to the newest events, of which there are `count`.
    mutating func addEvents(_ count: Int, from counter: OccurrenceCounter) {
        for _ in 0..<count { events.append(counter.next()) }
        while events.count > Outbox.capacity { lastEvictedEvent = events.removeFirst() }
    }

    /// Gives a number to a delivery that has none.
    mutating func add(_ delivery: Identifier<WebhookDelivery>, from counter: OccurrenceCounter) {
        if deliveries[delivery] == nil { deliveries[delivery] = counter.next() }
    }

    /// Forgets a delivery that was removed.
    mutating func remove(_ delivery: Identifier<WebhookDelivery>) { deliveries[delivery] = nil }
}
