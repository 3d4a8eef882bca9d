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
        /// Decides about probabilities.
        var chance: RandomStream
        /// Draws delays, apart from the decisions, so that a delay that is added shifts none of them.
        var delays: RandomStream
        /// Names the rules that come without an id.
        var ids: RandomStream

        /// The first enabled rule that matches and fires, in the order of asking.
        mutating func fire(_ matches: (FaultRule) -> Bool) -> (rule: FaultRule, delay: TimeSpan)? {
            guard let rule = own.fire(matches, chance: &chance) ?? shared.fire(matches, chance: &chance) else {
                return nil
            }
            return (rule, rule.delay?.draw(from: &delays) ?? .zero)
        }
    }

    private let storage: Mutex<Storage>

    /// A plan with the world's own rules and the keyless ones in it.
    package init(own: [FaultRule] = [], shared: [FaultRule], seed: WorldSeed) {
        storage = Mutex(
            Storage(
                own: own.map(\.fresh),
                shared: shared.map(\.fresh),
                chance: seed.stream("faults"),
                delays: seed.stream("delays"),
                ids: seed.stream("fault ids")
            )
        )
    }

    /// The rules of another plan with their counts, keyless ones only as far as they are still there.
    ///
    /// `shared` are the keyless rules of now: one that the other plan does not have starts to count.
    init(copying other: FaultPlan, shared: [FaultRule]) {
        var copy = other.storage.withLock { $0 }
        copy.shared = shared.map { rule in
            var counted = rule.fresh
            if let old = copy.shared.first(where: { $0.id == rule.id }) { counted.counter.add(old.counter) }
            return counted
        }
        storage = Mutex(copy)
    }

    /// What goes wrong with a request, if anything does.
    package func fire(for facts: RequestFacts, in phase: FaultPhase) -> FiredFault? {
        storage.withLock { storage in
            let fired = storage.fire { rule in
                switch rule.subject {
                case .requests(let fault): fault.matches(facts, in: phase)
                case .deliveries: false
                }
            }
            guard let fired, case .requests(let fault) = fired.rule.subject else { return nil }
            return FiredFault(rule: fired.rule.id, action: fault.action, delay: fired.delay)
        }
    }

    /// What goes wrong with a delivery, or with one attempt of it, if anything does.
    package func fire(for facts: DeliveryFacts) -> DeliveryFault? {
        storage.withLock { storage in
            let fired = storage.fire { rule in
                switch rule.subject {
                case .requests: false
                case .deliveries(let matcher, _): matcher.matches(facts)
                }
            }
            guard let fired, case .deliveries(_, let effect) = fired.rule.subject else { return nil }
            return DeliveryFault(
                rule: fired.rule.id,
                effect: effect,
                delay: fired.delay,
                isOfAttempt: facts.attempt != nil
            )
        }
    }

    /// An id for a rule that comes without one.
    package func drawID() -> String {
        storage.withLock { $0.ids.text(prefix: "flt_", length: 10, alphabet: .alphanumeric) }
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

    /// Switches a rule on or off here, be it the world's own or a keyless one; false if there is none of that id.
    package func setEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        let isOwn = storage.withLock { $0.own.setEnabled(isEnabled, id) }
        return setSharedEnabled(isEnabled, id) || isOwn
    }

    /// Switches a keyless rule on or off; false if there is none of that id.
    func setSharedEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        storage.withLock { $0.shared.setEnabled(isEnabled, id) }
    }

    /// Takes rules away, all of a kind if no id is given; how many there were.
    package func remove(_ id: String?, isShared: Bool) -> Int {
        storage.withLock { storage in
            isShared ? storage.shared.take(id) : storage.own.take(id)
        }
    }
}

extension [FaultRule] {
    /// The first enabled rule that matches and fires; those before it that match are counted.
    fileprivate mutating func fire(_ matches: (FaultRule) -> Bool, chance: inout RandomStream) -> FaultRule? {
        for index in indices where self[index].counter.isEnabled && matches(self[index]) {
            if self[index].counter.fires(chance: &chance) { return self[index] }
        }
        return nil
    }

    /// Adds a rule at the end, or in the place of the one with its id, and starts its counters.
    mutating func put(_ rule: FaultRule) {
        if let index = firstIndex(where: { $0.id == rule.id }) { self[index] = rule.fresh } else { append(rule.fresh) }
    }

    mutating func setEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        guard let index = firstIndex(where: { $0.id == id }) else { return false }
        self[index].counter.isEnabled = isEnabled
        return true
    }

    mutating func take(_ id: String?) -> Int {
        let before = count
        removeAll { id == nil || $0.id == id }
        return before - count
    }
}

/// A rule that has fired for a request.
package struct FiredFault: Sendable {
    /// The rule's id.
    package let rule: String
    /// What goes wrong; nil for a delay alone.
    package let action: FaultAction?
    /// How long it takes before, in wall time.
    package let delay: TimeSpan
}
