/// The newest events of one world, oldest first.
///
/// An event is appended in the same transition as the change that it reports, so neither exists without the other.
package struct Outbox: Sendable {
    /// How many events are kept; appending another one drops the oldest.
    package static let capacity = 10_000

    /// The events that are kept, oldest first.
    package private(set) var events = ChunkedQueue<DomainEvent>()
    /// How many events there have been, including those that are no longer kept.
    package private(set) var total = 0

    /// An outbox without events.
    package init() {}

    /// An outbox of the kept events and the total count.
    init(events: [DomainEvent], total: Int) {
        self.events = ChunkedQueue(events)
        self.total = total
    }

    mutating func append(_ event: DomainEvent) {
        if events.count == Self.capacity { events.removeFirst() }
        events.append(event)
        total += 1
    }

    /// The event with that id, if it is kept.
    package func event(_ id: Identifier<DomainEvent>) -> DomainEvent? {
        events.last { $0.id == id }
    }

    /// The kept events that were appended after the first `count` events of the world.
    package func events(after count: Int) -> [DomainEvent] {
        // Most requests cause no event, and a suffix is not specialized for this type in a debug build.
        guard total > count else { return [] }
        let end = events.endIndex
        return (max(0, end - (total - count))..<end).map { events[$0] }
    }
}
