package import Domain
import Synchronization

/// The fault rules of one world: its own, which are asked first, and those that were given without a key.
///
/// A keyless rule counts in each world by itself. Counters move with the match, so that `times: 2` under a thousand
/// parallel calls fires twice.
package final class FaultPlan: Sendable {
    private struct Storage {
        var own: [FaultRule]
        var shared: [FaultRule]
        var chance: RandomStream
    }

    private let storage: Mutex<Storage>

    /// A plan with the world's own rules and the keyless ones in it.
    package init(own: [FaultRule] = [], shared: [FaultRule], seed: WorldSeed) {
        storage = Mutex(
            Storage(own: own.map(\.fresh), shared: shared.map(\.fresh), chance: seed.stream("faults"))
        )
    }

    /// The rules of another plan with their counts, keyless ones only as far as they are still there.
    ///
    /// `shared` are the keyless rules of now: one that the other plan does not have starts to count.
    init(copying other: FaultPlan, shared: [FaultRule]) {
        var copy = other.storage.withLock { $0 }
        copy.shared = shared.map { rule in
            var counted = rule.fresh
            if let old = copy.shared.first(where: { $0.id == rule.id }) { counted.addCounts(of: old) }
            return counted
        }
        storage = Mutex(copy)
    }

    /// The rule that fires for a request, if one does: the first in the order of asking.
    package func fire(for facts: RequestFacts, in phase: FaultPhase) -> FaultRule? {
        storage.withLock { storage in
            for index in storage.own.indices
            where storage.own[index].fires(for: facts, in: phase, chance: &storage.chance) {
                return storage.own[index]
            }
            for index in storage.shared.indices
            where storage.shared[index].fires(for: facts, in: phase, chance: &storage.chance) {
                return storage.shared[index]
            }
            return nil
        }
    }

    /// Whether there is any rule at all; most worlds have none, and pay nothing.
    package var isEmpty: Bool { storage.withLock { $0.own.isEmpty && $0.shared.isEmpty } }

    /// All rules in the order of asking.
    package var rules: [FaultRule] { storage.withLock { $0.own + $0.shared } }

    /// The rules that were given without a key, as they count here.
    package var sharedRules: [FaultRule] { storage.withLock { $0.shared } }

    /// Adds a rule, or puts it in the place of the one with its id.
    package func add(_ rule: FaultRule, isShared: Bool) {
        storage.withLock { storage in
            if isShared { storage.shared.put(rule) } else { storage.own.put(rule) }
        }
    }

    /// Puts other keyless rules in the place of all that there are.
    func replaceAll(by rules: [FaultRule]) {
        storage.withLock { $0.shared = rules.map(\.fresh) }
    }

    /// Switches a rule on or off; false if there is none of that id.
    package func setEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        storage.withLock { storage in
            let isOwn = storage.own.setEnabled(isEnabled, id)
            return storage.shared.setEnabled(isEnabled, id) || isOwn
        }
    }

    /// Takes rules away, all of a kind if no id is given; how many there were.
    package func remove(_ id: String?, isShared: Bool) -> Int {
        storage.withLock { storage in
            isShared ? storage.shared.take(id) : storage.own.take(id)
        }
    }
}

extension [FaultRule] {
    /// Adds a rule at the end, or in the place of the one with its id, and starts its counters.
    mutating func put(_ rule: FaultRule) {
        if let index = firstIndex(where: { $0.id == rule.id }) { self[index] = rule.fresh } else { append(rule.fresh) }
    }

    mutating func setEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        guard let index = firstIndex(where: { $0.id == id }) else { return false }
        self[index].isEnabled = isEnabled
        return true
    }

    mutating func take(_ id: String?) -> Int {
        let before = count
        removeAll { id == nil || $0.id == id }
        return before - count
    }
}
