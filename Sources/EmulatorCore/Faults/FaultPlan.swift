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
        /// The requests that rules have hit.
        var tracker = RepeatTracker()

        /// The first enabled rule that matches and fires, in the order of asking.
        mutating func fire(_ matches: (FaultRule) -> Bool) -> (name: RuleName, rule: FaultRule)? {
            if let rule = own.fire(matches, chance: &chance) { return (RuleName(id: rule.id, isShared: false), rule) }
            guard let rule = shared.fire(matches, chance: &chance) else { return nil }
            return (RuleName(id: rule.id, isShared: true), rule)
        }

        /// The rule of that name, as long as there is one and it is on.
        func enabledRule(_ name: RuleName) -> FaultRule? {
            (name.isShared ? shared : own).first { $0.id == name.id && $0.counter.isEnabled }
        }

        mutating func delay(of rule: FaultRule) -> TimeSpan {
            rule.delay?.draw(from: &delays) ?? .zero
        }

        /// Lets a rule hit a request, and keeps it in mind; a delay alone is no hit.
        mutating func hit(
            _ arrival: RequestArrival?,
            by rule: FaultRule,
            as name: RuleName,
            chain: Int
        ) -> FiredFault? {
            guard case .requests(let fault) = rule.subject else { return nil }
            let delay = delay(of: rule)
            var fired = FiredFault(rule: rule.id, action: fault.action, delay: delay)
            guard let arrival, let action = fault.action else { return fired }
            let brokenAt = action == .connection(.hang) ? nil : arrival.at.adding(delay)
            fired.hit = tracker.note(arrival, hitBy: name, chain: chain, brokenAt: brokenAt)
            return fired
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
        copy.tracker.forget { name in name.isShared && !shared.contains { $0.id == name.id } }
        copy.tracker.forgetRequests()
        storage = Mutex(copy)
    }

    /// What goes wrong with a request, if anything does; a request that arrived over the wire is known again.
    package func fire(
        for facts: RequestFacts,
        _ arrival: RequestArrival? = nil,
        in phase: FaultPhase
    ) -> FiredFault? {
        storage.withLock { storage in
            let fired = storage.fire { rule in
                switch rule.subject {
                case .requests(let fault): fault.matches(facts, in: phase)
                case .deliveries: false
                }
            }
            guard let fired else { return nil }
            return storage.hit(arrival, by: fired.rule, as: fired.name, chain: 0)
        }
    }

    // MARK: Repeats

    /// The hit that a request repeats, if it does; each hit is repeated once.
    ///
    /// Repeats after a whole answer are counted alone, unless their rule is about repeats: when they come is a matter of
    /// wall time, and nothing of that may show where two runs are to be equal.
    package func takeRepeat(_ arrival: RequestArrival) -> RepeatedRequest? {
        storage.withLock { storage in
            let (own, shared) = (storage.own, storage.shared)
            let fault = { (name: RuleName) -> RequestFault? in
                let rule = (name.isShared ? shared : own).first { $0.id == name.id }
                guard case .requests(let fault) = rule?.subject else { return nil }
                return fault
            }
            let repeated = storage.tracker.take(arrival) { name in
                guard case .hit(let limit) = fault(name)?.repeats else { return FaultHit.patience }
                return max(limit, FaultHit.patience)
            }
            guard let repeated, fault(repeated.rule)?.showsRepeats == true else { return nil }
            return repeated
        }
    }

    /// What goes wrong with a request once more because it repeats one that was hit, without using up `times`.
    ///
    /// Nil if its rule lets repeats pass, is asked in another phase, or has had enough of them.
    package func fire(
        for repeated: RepeatedRequest,
        _ arrival: RequestArrival,
        in phase: FaultPhase
    ) -> FiredFault? {
        storage.withLock { storage in
            guard repeated.chain <= RepeatPolicy.longestChain, let rule = storage.enabledRule(repeated.rule),
                case .requests(let fault) = rule.subject, fault.phase == phase,
                fault.repeats.hits(after: repeated.gap)
            else { return nil }
            return storage.hit(arrival, by: rule, as: repeated.rule, chain: repeated.chain)
        }
    }

    /// Notes when the answer to a request that was hit broke, where it was not known before.
    package func broke(_ hit: FaultHitName, at moment: Timestamp) {
        storage.withLock { $0.tracker.broke(hit, at: moment) }
    }

    // MARK: Deliveries

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
                delay: storage.delay(of: fired.rule),
                isOfAttempt: facts.attempt != nil
            )
        }
    }

    // MARK: The rules

    /// An id for a rule that comes without one.
    package func drawID() -> String {
        storage.withLock { $0.ids.text(prefix: "flt_", length: 10, alphabet: .alphanumeric) }
    }

    /// Whether there is any rule at all; most worlds have none, and pay nothing.
    package var isEmpty: Bool { storage.withLock { $0.own.isEmpty && $0.shared.isEmpty } }

    /// All rules in the order of asking.
    package var rules: [FaultRule] { storage.withLock { $0.own + $0.shared } }

    /// All rules in the order of asking, with what they have hit.
    package func rulesWithHits() -> [FaultRule] {
        storage.withLock { storage in
            storage.own.map { $0.showing(storage.tracker, isShared: false) }
                + storage.shared.map { $0.showing(storage.tracker, isShared: true) }
        }
    }

    /// What a rule that was given without a key has hit here.
    func hits(ofShared id: String) -> FaultHits {
        storage.withLock { $0.tracker.hits(of: RuleName(id: id, isShared: true)) }
    }

    /// The rules that were given without a key, as they count here.
    package var sharedRules: [FaultRule] { storage.withLock { $0.shared } }

    /// Adds a rule, or puts it in the place of the one with its id.
    package func add(_ rule: FaultRule, isShared: Bool) {
        storage.withLock { storage in
            storage.tracker.forget { $0 == RuleName(id: rule.id, isShared: isShared) }
            if isShared { storage.shared.put(rule) } else { storage.own.put(rule) }
        }
    }

    /// Puts other keyless rules in the place of all that there are.
    func replaceAll(by rules: [FaultRule]) {
        storage.withLock { storage in
            storage.tracker.forget(\.isShared)
            storage.shared = rules.map(\.fresh)
        }
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
            storage.tracker.forget { $0.isShared == isShared && (id == nil || $0.id == id) }
            return isShared ? storage.shared.take(id) : storage.own.take(id)
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

extension FaultRule {
    /// The rule with what it has hit.
    fileprivate func showing(_ tracker: RepeatTracker, isShared: Bool) -> FaultRule {
        var rule = self
        rule.hits = tracker.hits(of: RuleName(id: id, isShared: isShared))
        return rule
    }
}
