import DequeModule
import Synchronization

/// The control requests that have changed one world; the oldest are evicted when there are too many.
package final class ActionLog: Sendable {
    private struct Storage {
        var actions: Deque<RecordedAction> = []
        var weight = 0
        var evicted = 0
    }

    private let storage = Mutex(Storage())
    private let maximumCount: Int
    private let maximumWeight: Int

    /// An empty log that keeps that many actions at most, and that many bytes of them.
    package init(maximumCount: Int = 10_000, maximumWeight: Int = 8 << 20) {
        self.maximumCount = maximumCount
        self.maximumWeight = maximumWeight
    }

    /// Adds an action; the newest one is always kept.
    package func add(_ action: RecordedAction) {
        storage.withLock { storage in
            storage.actions.append(action)
            storage.weight += action.weight
            while storage.actions.count > 1,
                storage.actions.count > maximumCount || storage.weight > maximumWeight
            {
                storage.weight -= storage.actions.removeFirst().weight
                storage.evicted += 1
            }
        }
    }

    /// The actions in the order in which they began, as far as requests came between them.
    ///
    /// An action is added when it has ended, and others may have begun and ended in the meantime.
    package var actions: [RecordedAction] {
        storage.withLock { Array($0.actions) }.enumerated()
            .sorted { ($0.element.afterSeq, $0.offset) < ($1.element.afterSeq, $1.offset) }
            .map(\.element)
    }

    /// How many actions were evicted.
    package var evictedCount: Int { storage.withLock { $0.evicted } }
}
