import Domain
import Synchronization

/// Collects the events of a call for the journal.
final class CausedEvents: Sendable {
    private let collected = Mutex<[Identifier<DomainEvent>]>([])

    /// In the order in which they happened.
    var ids: [Identifier<DomainEvent>] { collected.withLock { $0 } }

    func add(_ ids: [Identifier<DomainEvent>]) {
        guard !ids.isEmpty else { return }
        collected.withLock { $0 += ids }
    }
}
