package import Domain
import Synchronization

/// The fault rules of one world: its own rules, which come first, and the keyless ones.
///
/// A keyless rule is from the scenario of all sandboxes or from a control request without a key, and each world counts
/// its matches separately. A match and its count are one atomic step: a rule with `times: 2` fires exactly twice under
/// a thousand parallel requests.
package final class FaultPlan: Sendable {
    private struct Storage {
        var own: [FaultRule]
        var shared: [FaultRule]
        /// Decides whether a rule with a probability fires.
        var chance: RandomStream
        /// Draws delays; it is a separate stream, so that another delay does not change which rules fire.
        var delays: RandomStream
        /// Draws the ids of rules that come without one.
        var ids: RandomStream
        /// The requests that rules have hit.
        var tracker = RepeatTracker()
        /// How the rules were tried for the request of a dry run; nil in other plans.
        var trace: FaultTrace?
        /// What rules did that were removed or replaced.
        var ended = FaultTallies()
        /// What the rules had done in the plan that this one was copied from.
        var inherited: [RuleName: FaultTally] = [:]

        /// The first enabled rule that matches and fires; own rules come before keyless ones.
        mutating func fire(_ matches: (FaultRule) -> Bool) -> (name: RuleName, rule: FaultRule)? {
            if let rule = own.fire(matches, chance: &chance) { return (RuleName(id: rule.id, isShared: false), rule) }
            guard let rule = shared.fire(matches, chance: &chance) else { return nil }
            return (RuleName(id: rule.id, isShared: true), rule)
        }

        /// The rule with that name; nil if it does not exist or is disabled.
        func enabledRule(_ name: RuleName) -> FaultRule? {
            (name.isShared ? shared : own).first { $0.id == name.id && $0.counter.isEnabled }
        }

        /// All rules with their names, in the order in which they are tried.
        private var named: [(name: RuleName, rule: FaultRule)] {
            own.map { (RuleName(id: $0.id, isShared: false), $0) }
                + shared.map { (RuleName(id: $0.id, isShared: true), $0) }
        }

        /// Remembers what the present rules have done as the work of another plan.
        mutating func inheritCounts() {
            ended = FaultTallies()
            inherited = [:]
            for (name, rule) in named { inherited[name] = FaultTally(rule, tracker.hits(of: name)) }
        }

        /// What the rules have done in this plan; only those that `isWanted` accepts.
        func tallies(where isWanted: (RuleName) -> Bool) -> FaultTallies {
            var tallies = FaultTallies()
            for (name, rule) in named where isWanted(name) {
                var tally = FaultTally(rule, tracker.hits(of: name))
                if let before = inherited[name] { tally.subtract(before) }
                tallies.add(tally)
            }
            return tallies
        }

        /// Forgets the hits of rules that are about to be removed or replaced, but keeps what they did.
        mutating func retire(_ isGone: (RuleName) -> Bool) {
            ended.add(tallies(where: isGone))
            inherited = inherited.filter { !isGone($0.key) }
            tracker.forget(isGone)
        }

        mutating func delay(of rule: FaultRule) -> TimeSpan {
            rule.delay?.draw(from: &delays) ?? .zero
        }

        /// Makes the fault of a rule for a request, and records a hit unless the rule has only a delay.
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

    /// A plan with these rules, whose counters start at zero.
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

    /// Copies the own rules of another plan with their counts, and takes `shared` as the keyless rules.
    ///
    /// A keyless rule gets the counts of the rule with its id in the other plan; without one, it starts at zero.
    init(copying other: FaultPlan, shared: [FaultRule]) {
        var copy = other.storage.withLock { $0 }
        copy.shared = shared.map { rule in
            var counted = rule.fresh
            if let old = copy.shared.first(where: { $0.id == rule.id }) { counted.counter.add(old.counter) }
            return counted
        }
        copy.tracker.forget { name in name.isShared && !shared.contains { $0.id == name.id } }
        copy.tracker.dropRequests()
        copy.inheritCounts()
        storage = Mutex(copy)
    }

    /// Copies another plan with its counts and hits for a dry run, and traces how its rules are tried.
    init(tracing other: FaultPlan) {
        var copy = other.storage.withLock { $0 }
        copy.trace = FaultTrace(own: copy.own, shared: copy.shared)
        storage = Mutex(copy)
    }

    /// How the rules were tried for the request of a dry run; nil in other plans.
    package var trace: FaultTrace? { storage.withLock { $0.trace } }

    /// Returns the fault for a request, or nil if no rule fires.
    ///
    /// A hit is recorded only with an `arrival`, by which repeats of the request are recognized later.
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
            storage.trace?.note(facts, fired: fired?.name, in: phase)
            guard let fired else { return nil }
            return storage.hit(arrival, by: fired.rule, as: fired.name, chain: 0)
        }
    }

    // MARK: Repeats

    /// Returns the hit that a request repeats, or nil; each hit is returned at most once.
    ///
    /// A repeat after a complete response is recorded but not returned, unless the rule hits repeats. The gap before a
    /// repeat depends on wall time, and two equal runs must not differ because of it.
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

    /// Returns the fault for a repeat of a request that was hit, without counting it against `times`.
    ///
    /// Nil if the rule is disabled, lets repeats pass or is applied in another phase, or if the repeat comes too late
    /// or is beyond the longest chain of repeats.
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
            storage.trace?.note(repeated, in: phase)
            return storage.hit(arrival, by: rule, as: repeated.rule, chain: repeated.chain)
        }
    }

    /// Records when the response to a request that was hit broke; the last report counts.
    package func broke(_ hit: FaultHitName, at moment: Timestamp) {
        storage.withLock { $0.tracker.broke(hit, at: moment) }
    }

    // MARK: Deliveries

    /// Returns the fault for a delivery, or for one attempt of it; nil if no rule fires.
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

    /// Draws an id for a rule that comes without one: `flt_` and ten letters or digits.
    package func drawID() -> String {
        storage.withLock { $0.ids.text(prefix: "flt_", length: 10, alphabet: .alphanumeric) }
    }

    /// Whether there are no rules, as in most worlds; callers then skip the matching.
    package var isEmpty: Bool { storage.withLock { $0.own.isEmpty && $0.shared.isEmpty } }

    /// All rules in the order in which they are tried.
    package var rules: [FaultRule] { storage.withLock { $0.own + $0.shared } }

    /// All rules in the order in which they are tried, with their hits.
    package func rulesWithHits() -> [FaultRule] {
        let rules = rulesByOwner()
        return rules.own + rules.shared
    }

    /// The own rules and the keyless ones with their hits.
    func rulesByOwner() -> (own: [FaultRule], shared: [FaultRule]) {
        storage.withLock { storage in
            (
                storage.own.map { $0.showing(storage.tracker, isShared: false) },
                storage.shared.map { $0.showing(storage.tracker, isShared: true) }
            )
        }
    }

    /// What each rule has done in this plan, including rules that were removed or replaced.
    var tallies: FaultTallies {
        storage.withLock { storage in
            var sum = storage.ended
            sum.add(storage.tallies { _ in true })
            return sum
        }
    }

    /// The verdicts of the newest hits of all rules, by the numbers of the requests that were hit.
    package func verdicts(at now: Timestamp) -> [Int: FaultHit.Verdict] {
        storage.withLock { $0.tracker.verdicts(at: now) }
    }

    /// The hits of a keyless rule in this world.
    func hits(ofShared id: String) -> FaultHits {
        storage.withLock { $0.tracker.hits(of: RuleName(id: id, isShared: true)) }
    }

    /// The keyless rules with their counts in this world.
    package var sharedRules: [FaultRule] { storage.withLock { $0.shared } }

    /// Adds a rule or replaces the one with its id; its counts and hits start at zero.
    package func add(_ rule: FaultRule, isShared: Bool) {
        storage.withLock { storage in
            storage.retire { $0 == RuleName(id: rule.id, isShared: isShared) }
            if isShared { storage.shared.put(rule) } else { storage.own.put(rule) }
        }
    }

    /// Replaces all keyless rules; their counts and hits start at zero.
    func replaceAll(by rules: [FaultRule]) {
        storage.withLock { storage in
            storage.retire(\.isShared)
            storage.shared = rules.map(\.fresh)
        }
    }

    /// Enables or disables the rules with that id in this world, own and keyless ones; false if there is none.
    package func setEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        let isOwn = storage.withLock { $0.own.setEnabled(isEnabled, id) }
        return setSharedEnabled(isEnabled, id) || isOwn
    }

    /// Enables or disables a keyless rule in this world; false if no keyless rule has that id.
    func setSharedEnabled(_ isEnabled: Bool, _ id: String) -> Bool {
        storage.withLock { $0.shared.setEnabled(isEnabled, id) }
    }

    /// Removes the rule with that id, or all own or all keyless rules if nil; returns how many were removed.
    package func remove(_ id: String?, isShared: Bool) -> Int {
        storage.withLock { storage in
            storage.retire { $0.isShared == isShared && (id == nil || $0.id == id) }
            return isShared ? storage.shared.take(id) : storage.own.take(id)
        }
    }
}

extension [FaultRule] {
    /// The first enabled rule that matches and fires; earlier rules that match count the match, too.
    fileprivate mutating func fire(_ matches: (FaultRule) -> Bool, chance: inout RandomStream) -> FaultRule? {
        for index in indices where self[index].counter.isEnabled && matches(self[index]) {
            if self[index].counter.fires(chance: &chance) { return self[index] }
        }
        return nil
    }

    /// Adds a rule at the end or replaces the one with its id; its counters start at zero.
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
    /// The rule with its hits.
    fileprivate func showing(_ tracker: RepeatTracker, isShared: Bool) -> FaultRule {
        var rule = self
        rule.hits = tracker.hits(of: RuleName(id: id, isShared: isShared))
        return rule
    }
}
