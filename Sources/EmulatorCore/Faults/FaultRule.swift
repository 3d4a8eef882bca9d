package import Documents
package import Domain

/// A rule that injects a fault into the requests or the deliveries that it matches.
package struct FaultRule: Sendable {
    /// Whether a rule is about requests or about deliveries, with its matcher and its fault.
    package enum Subject: Sendable {
        case requests(RequestFault)
        case deliveries(DeliveryMatcher, DeliveryFault.Effect?)
    }

    /// The id that control requests use.
    package let id: String
    /// The matcher as it was written.
    package let source: JSONValue
    /// What the rule matches, and the fault that it injects.
    package let subject: Subject
    /// The delay of what it fires at; nil for none.
    package let delay: DelayDistribution?
    /// Decides at which of its matches the rule fires.
    package var counter: RuleCounter
    /// The requests that it has hit; filled in only for a list that shows them.
    package internal(set) var hits = FaultHits()

    /// A rule that fires at every match, unless its counter says otherwise.
    package init(
        id: String,
        source: JSONValue,
        subject: Subject,
        delay: DelayDistribution? = nil,
        counter: RuleCounter = RuleCounter()
    ) {
        self.id = id
        self.source = source
        self.subject = subject
        self.delay = delay
        self.counter = counter
    }

    /// The same rule with its counters at zero.
    package var fresh: FaultRule {
        var rule = self
        rule.counter.restart()
        return rule
    }
}
