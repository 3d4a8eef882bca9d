import Domain

/// How the fault rules of a world were tried for the one request of a dry run.
package struct FaultTrace: Sendable {
    /// How the rules of one phase were tried.
    private struct Trial {
        /// The request as it was matched; nil if it was not matched, because it repeats another one.
        var facts: RequestFacts?
        /// The rule that fired.
        var fired: RuleName?
        /// The number of the request that this one repeats, if the rule hit it for that reason.
        var repeated: Int?
    }

    /// The rules as they were before the request, in the order in which they are tried.
    private let rules: [(name: RuleName, rule: FaultRule)]
    private var trials: [FaultPhase: Trial] = [:]

    init(own: [FaultRule], shared: [FaultRule]) {
        rules =
            own.map { (RuleName(id: $0.id, isShared: false), $0) }
            + shared.map { (RuleName(id: $0.id, isShared: true), $0) }
    }

    /// Records which rule fired for a request, if any.
    mutating func note(_ facts: RequestFacts, fired: RuleName?, in phase: FaultPhase) {
        trials[phase] = Trial(facts: facts, fired: fired)
    }

    /// Records that a rule fired for the repeat of a request that it had hit.
    mutating func note(_ repeated: RepeatedRequest, in phase: FaultPhase) {
        trials[phase] = Trial(fired: repeated.rule, repeated: repeated.seq)
    }

    /// Explains for each rule, in the order in which they are tried, whether it fires and why.
    ///
    /// `facts` describe the request for the rules that were not tried, and `untried` says why those of a phase were not.
    package func explanations(for facts: RequestFacts, untried: (FaultPhase) -> String) -> [RuleExplanation] {
        rules.indices.map { index in
            switch rules[index].rule.subject {
            case .deliveries:
                RuleExplanation(
                    id: rules[index].rule.id,
                    phase: nil,
                    matched: false,
                    fires: false,
                    why: "is about deliveries, not about requests"
                )
            case .requests(let fault): explanation(of: index, fault, facts, untried)
            }
        }
    }

    private func explanation(
        of index: Int,
        _ fault: RequestFault,
        _ facts: RequestFacts,
        _ untried: (FaultPhase) -> String
    ) -> RuleExplanation {
        let (name, rule) = rules[index]
        let trial = trials[fault.phase]
        let mismatch = fault.mismatch(with: trial?.facts ?? facts)
        let fires = trial?.fired == name
        let why =
            if fires {
                fault.effect(delay: rule.delay, repeating: trial?.repeated)
            } else if !rule.counter.isEnabled {
                "is disabled"
            } else if let mismatch {
                mismatch
            } else if let trial {
                obstacle(of: index, trial)
            } else {
                untried(fault.phase)
            }
        return RuleExplanation(
            id: rule.id,
            phase: fault.phase,
            matched: mismatch == nil,
            fires: fires,
            why: why
        )
    }

    /// Why an enabled rule that matches the request does not fire.
    private func obstacle(of index: Int, _ trial: Trial) -> String {
        if let fired = trial.fired {
            let isTriedFirst = rules[..<index].contains { $0.name == fired }
            if isTriedFirst || trial.repeated != nil { return "is not tried, because `\(fired.id)` fires first" }
        }
        return rules[index].rule.counter.obstacle
    }
}
