import DequeModule
import Domain
import Synchronization

/// Passes on what happens in all worlds to waits and event streams, in order.
///
/// A world adds its observations while it holds its lock, so that their order is the order of its changes, and has them
/// delivered when it has released the lock. Nothing is added while nobody observes.
package final class WorldFeed: Sendable {
    /// Receives observations, one after another, on the thread of the change.
    package typealias Observer = @Sendable (Observation) -> Void

    /// Identifies an observer, to remove it.
    package struct Token: Hashable, Sendable {
        fileprivate let number: Int
    }

    private struct Storage {
        var waiting: Deque<(number: Int, observation: Observation)> = []
        var observers: [Token: Observer] = [:]
        /// Counts observers and observations together, so that their numbers tell which of two was added first.
        var lastNumber = 0
        var isDelivering = false

        mutating func nextNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    private let storage = Mutex(Storage())
    private let observerCount = Atomic(0)

    /// A feed without observers.
    package init() {}

    /// Whether anybody observes; if not, a world need not add observations.
    package var isObserved: Bool { observerCount.load(ordering: .acquiring) > 0 }

    /// Adds an observer, which receives what is added from now on, but not what is still to be delivered.
    package func observe(_ observer: @escaping Observer) -> Token {
        storage.withLock { storage in
            let token = Token(number: storage.nextNumber())
            storage.observers[token] = observer
            observerCount.store(storage.observers.count, ordering: .releasing)
            return token
        }
    }

    /// Removes an observer; it may still receive the observation that is being delivered.
    package func remove(_ token: Token) {
        // The observer is freed outside the lock, as it may own much.
        let removed = storage.withLock { storage in
            let removed = storage.observers.removeValue(forKey: token)
            observerCount.store(storage.observers.count, ordering: .releasing)
            if storage.observers.isEmpty { storage.waiting.removeAll() }
            return removed
        }
        _ = removed
    }

    /// Adds an observation, to be delivered with the next call of `deliver()`.
    func add(_ observation: Observation) {
        storage.withLock { storage in
            if !storage.observers.isEmpty { storage.waiting.append((storage.nextNumber(), observation)) }
        }
    }

    /// Adds and delivers an occurrence that no world adds by itself, such as a change of a fault rule.
    func publish(_ occurrence: Occurrence, in sandbox: Identifier<Sandbox>?) {
        guard isObserved else { return }
        add(Observation(sandbox: sandbox, occurrence: occurrence))
        deliver()
    }

    /// Delivers what was added; the caller must not hold the lock of a world or of a journal.
    ///
    /// One thread delivers at a time. It also delivers what other threads add meanwhile.
    func deliver() {
        guard isObserved, begin() else { return }
        while let (observation, observers) = next() {
            for observer in observers { observer(observation) }
        }
    }

    private func begin() -> Bool {
        storage.withLock { storage in
            guard !storage.isDelivering, !storage.waiting.isEmpty else { return false }
            storage.isDelivering = true
            return true
        }
    }

    private func next() -> (Observation, [Observer])? {
        storage.withLock { storage in
            guard let (number, observation) = storage.waiting.popFirst() else {
                storage.isDelivering = false
                return nil
            }
            return (observation, storage.observers.compactMap { $0.key.number < number ? $0.value : nil })
        }
    }
}
