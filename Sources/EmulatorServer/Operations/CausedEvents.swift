import Domain
import EmulatorCore
import Synchronization

/// Collects the ids of the events that a call causes, for the journal, and of their deliveries.
final class CausedEvents: Sendable {
    private struct Storage {
        var ids: [Identifier<DomainEvent>] = []
        var deliveries: [Identifier<WebhookDelivery>] = []
    }

    private let collected = Mutex(Storage())

    /// The ids in the order of the events.
    var ids: [Identifier<DomainEvent>] { collected.withLock { $0.ids } }

    /// The ids of the deliveries in the order in which they were added.
    var deliveries: [Identifier<WebhookDelivery>] { collected.withLock { $0.deliveries } }

    /// Adds the events and deliveries of a change.
    func add<Result>(_ changed: Changed<Result>) {
        guard !changed.events.isEmpty || !changed.deliveries.isEmpty else { return }
        collected.withLock { collected in
            collected.ids += changed.events
            collected.deliveries += changed.deliveries
        }
    }
}
