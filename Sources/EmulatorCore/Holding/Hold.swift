package import Documents

/// Stops the requests or the deliveries that it matches until they are released.
package struct Hold: Sendable {
    /// What a hold stops, with its matcher.
    package enum Subject: Sendable {
        /// Requests, before or after their handler.
        case requests(RequestMatcher, FaultPhase)
        /// Deliveries, before their first attempt.
        case deliveries(DeliveryMatcher)
    }

    /// The id that control requests use.
    package let id: String
    /// The matcher as it was written.
    package let source: JSONValue
    /// What the hold matches.
    package let subject: Subject

    /// A hold of what `subject` matches.
    package init(id: String, source: JSONValue, subject: Subject) {
        self.id = id
        self.source = source
        self.subject = subject
    }

    func matches(_ facts: RequestFacts, in phase: FaultPhase) -> Bool {
        switch subject {
        case .requests(let matcher, let ownPhase): ownPhase == phase && matcher.matches(facts)
        case .deliveries: false
        }
    }

    func matches(_ facts: DeliveryFacts) -> Bool {
        switch subject {
        case .requests: false
        case .deliveries(let matcher): matcher.matches(facts)
        }
    }
}
