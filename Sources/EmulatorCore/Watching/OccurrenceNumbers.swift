import DequeModule
package import Domain

/// The numbers of the events and deliveries of one world in the order of all occurrences.
///
/// What a world began with, as after an import, gets its numbers when the world begins: first its events, then its
/// deliveries. They are one block, so that a world begins in the same time whatever it holds, and the number of each is
/// found by its place.
package struct OccurrenceNumbers: Sendable {
    /// The numbers of the kept events that the world began with.
    private var initialEvents: Range<Int>
    /// The numbers of the kept events that came later, oldest first.
    private var laterEvents: Deque<Int> = []
    /// The number of the newest event that the outbox no longer keeps; nil if it keeps all.
    private(set) var lastEvictedEvent: Int?
    /// The numbers for the places of all deliveries that the world began with; those of removed ones are not used.
    private let initialDeliveries: Range<Int>
    private var laterDeliveries: [Identifier<WebhookDelivery>: Int] = [:]

    init(_ state: borrowing WorldState, from counter: OccurrenceCounter) {
        let events = state.outbox.events.count
        let deliveries = state.deliveryPlaces
        let first = counter.next(events + deliveries)
        initialEvents = first..<first + events
        initialDeliveries = first + events..<first + events + deliveries
        lastEvictedEvent = state.outbox.total > events ? 0 : nil
    }

    // MARK: Events

    /// How many events the outbox keeps.
    var eventCount: Int { initialEvents.count + laterEvents.count }

    /// The number of the event at that index of those that the outbox keeps.
    package func number(ofEventAt index: Int) -> Int {
        let later = index - initialEvents.count
        return later < 0 ? initialEvents.lowerBound + index : laterEvents[later]
    }

    /// Gives numbers to the newest events, of which there are `count`.
    mutating func addEvents(_ count: Int, from counter: OccurrenceCounter) {
        for _ in 0..<count { laterEvents.append(counter.next()) }
        while eventCount > Outbox.capacity {
            lastEvictedEvent = initialEvents.popFirst() ?? laterEvents.removeFirst()
        }
    }

    // MARK: Deliveries

    /// The number of a delivery of the world, whose present state is `state`.
    package func number(of delivery: Identifier<WebhookDelivery>, in state: borrowing WorldState) -> Int {
        if let number = laterDeliveries[delivery] { return number }
        guard let place = state.placeOfDelivery(delivery), place < initialDeliveries.count else { return 0 }
        return initialDeliveries.lowerBound + place
    }

    /// Gives a number to a delivery that has none.
    mutating func add(
        _ delivery: Identifier<WebhookDelivery>,
        in state: borrowing WorldState,
        from counter: OccurrenceCounter
    ) {
        if number(of: delivery, in: state) == 0 { laterDeliveries[delivery] = counter.next() }
    }

    /// Forgets a delivery that was removed.
    mutating func remove(_ delivery: Identifier<WebhookDelivery>) { laterDeliveries[delivery] = nil }
}
