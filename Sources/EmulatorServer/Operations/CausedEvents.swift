import Domain
import Synchronization

/// Collects the ids of the events that a call causes, for the journal.
final class CausedEvents: Sendable {
    private let collected = Mutex<[Identifier<DomainEvent>]>([])

    /// The ids in the order of the events.
    var ids: [Identifier<DomainEvent>] { collected.withLock { $0 } }

    func add(_ ids: [Identifier<DomainEvent>]) {
        guard !ids.isEmpty else { return }
        collected.withLock { $0 += ids }
    }
}
