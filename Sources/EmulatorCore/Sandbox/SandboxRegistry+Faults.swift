package import Domain
import Synchronization

extension SandboxRegistry {
    /// Adds a rule to one sandbox; if nil, to all of them and to those that are created later.
    package func addFault(_ rule: FaultRule, to sandbox: Sandbox?) {
        defer { feed.publish(.faultRule(rule.id), in: sandbox?.id) }
        if let sandbox { return sandbox.world.faults.add(rule, isShared: false) }
        updateLayer { $0.faults.put(rule) }
        for plan in allPlans { plan.add(rule, isShared: true) }
    }

    /// The rules that apply in a sandbox, its own first; if nil, the own rules of all sandboxes, then the keyless ones.
    package func faults(of sandbox: Sandbox?) -> [ListedFault] {
        guard let sandbox else { return sandboxes.flatMap { ownFaults(of: $0) } + keylessFaults() }
        let rules = sandbox.world.faults.rulesByOwner()
        return rules.own.map { ListedFault(sandbox: sandbox.id, rule: $0) }
            + rules.shared.map { ListedFault(sandbox: nil, rule: $0) }
    }

    /// The rule with that id that applies in a sandbox; if nil, the keyless one.
    package func fault(_ id: String, of sandbox: Sandbox?) -> ListedFault? {
        (sandbox.map { faults(of: $0) } ?? keylessFaults()).first { $0.rule.id == id }
    }

    /// The hits that are kept of a rule that applies in a sandbox; if nil, those of the keyless one, by their sandboxes.
    package func hits(of id: String, in sandbox: Sandbox?) -> [(sandbox: Identifier<Sandbox>?, hits: [FaultHit])] {
        if let sandbox { return fault(id, of: sandbox).map { [(sandbox.id, $0.rule.hits.newest)] } ?? [] }
        return sandboxes.map { ($0.id, $0.world.faults.hits(ofShared: id).newest) }
            + [(nil, unmatchedFaults.hits(ofShared: id).newest)]
    }

    private func ownFaults(of sandbox: Sandbox) -> [ListedFault] {
        sandbox.world.faults.rulesByOwner().own.map { ListedFault(sandbox: sandbox.id, rule: $0) }
    }

    /// The keyless rules with their counts and hits in all sandboxes added up.
    private func keylessFaults() -> [ListedFault] {
        let plans = allPlans
        return layerFaults.map { rule in
            var sum = rule.fresh
            for plan in plans {
                sum.hits.add(plan.hits(ofShared: rule.id))
                for other in plan.sharedRules where other.id == rule.id {
                    sum.counter.isEnabled = other.counter.isEnabled
                    sum.counter.add(other.counter)
                }
            }
            return ListedFault(sandbox: nil, rule: sum)
        }
    }

    /// What each fault rule has done since the start, in all worlds together, those that have ended included.
    package var faultTallies: FaultTallies {
        let plans = allPlans
        var sum = endedFaults.withLock { $0 }
        for plan in plans { sum.add(plan.tallies) }
        return sum
    }

    /// Enables or disables a rule in one sandbox, or in all if nil; false if no rule has that id.
    package func setFaultEnabled(_ isEnabled: Bool, _ id: String, of sandbox: Sandbox?) -> Bool {
        defer { feed.publish(.faultRule(id), in: sandbox?.id) }
        if let sandbox { return sandbox.world.faults.setEnabled(isEnabled, id) }
        for plan in allPlans { _ = plan.setSharedEnabled(isEnabled, id) }
        return updateLayer { $0.faults.setEnabled(isEnabled, id) }
    }

    /// Removes one rule, or all if no id is given, of a sandbox or of the keyless ones; returns how many were removed.
    package func removeFaults(_ id: String?, of sandbox: Sandbox?) -> Int {
        let removed = id.map { [$0] } ?? (sandbox.map { ownFaults(of: $0).map(\.rule.id) } ?? layerFaults.map(\.id))
        defer { for id in removed { feed.publish(.faultRule(id), in: sandbox?.id) } }
        if let sandbox { return sandbox.world.faults.remove(id, isShared: false) }
        for plan in allPlans { _ = plan.remove(id, isShared: true) }
        return updateLayer { $0.faults.take(id) }
    }

    private var allPlans: [FaultPlan] {
        sandboxes.map(\.world.faults) + [unmatchedFaults]
    }
}
