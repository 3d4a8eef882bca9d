/// The fault of a rule about requests, and the requests that get it.
package struct RequestFault: Sendable {
    /// The requests that the rule matches.
    package let matcher: RequestMatcher
    /// The ids of the operations for which the contract lists the error; nil if the action is not an error.
    package let operations: Set<String>?
    /// The fault to inject; nil for a delay alone.
    package let action: FaultAction?
    /// When the rule is applied.
    package let phase: FaultPhase
    /// What the rule does to repeats of a request that it has hit.
    package var repeats = RepeatPolicy.pass
    /// Whether an HTTP client may hide a broken connection by sending the request again (`reuse: allow`).
    package var allowsReuse = false

    /// A fault that lets repeats pass.
    package init(
        matcher: RequestMatcher,
        operations: Set<String>? = nil,
        action: FaultAction?,
        phase: FaultPhase
    ) {
        self.matcher = matcher
        self.operations = operations
        self.action = action
        self.phase = phase
    }

    /// Whether the journal shows repeats: the response is incomplete or missing, or the rule hits repeats.
    var showsRepeats: Bool {
        switch action {
        case .connection, .truncate: true
        case .error, .respond, .drip, .malformed, .afterEvents, nil: repeats != .pass
        }
    }

    func matches(_ facts: RequestFacts, in phase: FaultPhase) -> Bool {
        self.phase == phase && isListed(for: facts) && matcher.matches(facts)
    }

    /// Whether the contract lists the error for the operation of a request; true if the fault is not an error.
    func isListed(for facts: RequestFacts) -> Bool {
        guard let operations else { return true }
        return operations.contains(facts.operation ?? "")
    }
}
