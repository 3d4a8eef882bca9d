package import DequeModule

/// The events of one world in the order in which they happened, the newest of them.
///
/// Filled within the transaction that makes the change, so that event and change exist together or not at all.
package struct Outbox: Sendable {
    /// How many events are kept for those who come late.
    package static let capacity = 10_000

    /// The events that are kept, oldest first.
    package private(set) var events: Deque<DomainEvent> = []
    /// How many events there have been, those that are no longer kept included.
    package private(set) var total = 0

    /// Nothing has happened.
    package init() {}

    /// The newest of that many events.
    init(events: Deque<DomainEvent>, total: Int) {
        self.events = events
        self.total = total
    }

    mutating func append(_ event: DomainEvent) {
        if events.count == Self.capacity { events.removeFirst() }
        events.append(event)
        total += 1
    }

    /// The events that came after the first `count`, as far as they are kept.
    package func events(after count: Int) -> Deque<DomainEvent>.SubSequence {
        events.suffix(max(0, total - count))
    }
}
