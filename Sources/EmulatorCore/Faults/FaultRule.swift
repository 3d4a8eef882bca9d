package import Documents
package import Domain

/// A rule that makes something go wrong for the requests or the deliveries that it matches.
package struct FaultRule: Sendable {
    /// What it speaks of, and what goes wrong there.
    package enum Subject: Sendable {
        case requests(RequestFault)
        case deliveries(DeliveryMatcher, DeliveryFault.Effect?)
    }

    /// What people call it.
    package let id: String
    /// The matcher as it was written.
    package let source: JSONValue
    /// What it speaks of, and what goes wrong there.
    package let subject: Subject
    /// How long it holds back what it fires at.
    package let delay: DelayDistribution?
    /// Which of its matches it fires at.
    package var counter: RuleCounter
    /// What it has hit, as far as whoever asked wanted to know.
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

    /// The same rule before its first match.
    package var fresh: FaultRule {
        var rule = self
        rule.counter.restart()
        return rule
    }
}
