import DequeModule
import Domain
import Synchronization

/// Passes on what happens in all worlds to waits and event streams, in order.
///
/// A world adds its observations while it holds its lock, so that their order is the order of its changes, and has them
/// delivered when it has released the lock. What nobody observes is not added.
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
        /// The observers of each scope that has any, with the numbers from which on they observe it.
        var tokens: [FeedScope: [Token: Int]] = [:]
        /// Counts scopes of observers and observations together, so that their numbers tell which of two was added first.
        var lastNumber = 0
        var isDelivering = false

        /// The bits of all scopes that are observed.
        var bits: UInt64 { tokens.keys.reduce(0) { $0 | $1.bits } }

        mutating func nextNumber() -> Int {
            lastNumber += 1
            return lastNumber
        }

        func isObserved(_ scope: FeedScope) -> Bool { tokens[.all] != nil || tokens[scope] != nil }

        func observers(of scope: FeedScope, addedBefore number: Int) -> [Observer] {
            var found = tokens[scope] ?? [:]
            if let all = tokens[.all] { found.merge(all, uniquingKeysWith: min) }
            return found.compactMap { $0.value < number ? observers[$0.key] : nil }
        }

        mutating func add(_ token: Token, to scope: FeedScope) {
            if tokens[scope]?[token] == nil { tokens[scope, default: [:]][token] = nextNumber() }
        }

        mutating func remove(_ token: Token, from scope: FeedScope) {
            tokens[scope]?[token] = nil
            if tokens[scope]?.isEmpty == true { tokens[scope] = nil }
        }
    }

    private let storage = Mutex(Storage())
    private let bits = Atomic<UInt64>(0)

    /// A feed without observers.
    package init() {}

    /// Whether anybody observes anything.
    package var isObserved: Bool { mayObserve(FeedScope.all.bits) }

    /// Whether anybody may observe the scope with these bits; if not, its observations need not be added.
    func mayObserve(_ scopeBits: UInt64) -> Bool { bits.load(ordering: .acquiring) & scopeBits != 0 }

    /// Adds an observer of a scope, which receives what is added from now on, but not what is still to be delivered.
    package func observe(_ scope: FeedScope, _ observer: @escaping Observer) -> Token {
        change { storage in
            let token = Token(number: storage.nextNumber())
            storage.observers[token] = observer
            storage.add(token, to: scope)
            return token
        }
    }

    /// Adds a scope to those of an observer, which receives each observation once, from now on.
    package func add(_ scope: FeedScope, to token: Token) {
        change { $0.add(token, to: scope) }
    }

    /// Removes a scope from those of an observer; it may still receive the observation that is being delivered.
    package func remove(_ scope: FeedScope, from token: Token) {
        change { $0.remove(token, from: scope) }
    }

    /// Removes an observer from all scopes; it may still receive the observation that is being delivered.
    package func remove(_ token: Token) {
        // The observer is freed outside the lock, as it may own much.
        let removed = change { storage in
            for (scope, tokens) in storage.tokens where tokens[token] != nil { storage.remove(token, from: scope) }
            if storage.tokens.isEmpty { storage.waiting.removeAll() }
            return storage.observers.removeValue(forKey: token)
        }
        _ = removed
    }

    private func change<Result: Sendable>(_ body: (inout Storage) -> Result) -> Result {
        storage.withLock { storage in
            let result = body(&storage)
            bits.store(storage.bits, ordering: .releasing)
            return result
        }
    }

    /// Adds an observation, to be delivered with the next call of `deliver()`.
    func add(_ observation: Observation) {
        storage.withLock { storage in
            guard storage.isObserved(observation.scope) else { return }
            storage.waiting.append((storage.nextNumber(), observation))
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
            return (observation, storage.observers(of: observation.scope, addedBefore: number))
        }
    }
}
