/// What goes wrong with requests.
package struct RequestFault: Sendable {
    /// Which requests.
    package let matcher: RequestMatcher
    /// The operations that may answer so; nil for any request.
    package let operations: Set<String>?
    /// What goes wrong; nil for a delay alone.
    package let action: FaultAction?
    /// When the rule is asked.
    package let phase: FaultPhase
    /// What becomes of a request that comes again after it was hit.
    package var repeats = RepeatPolicy.pass
    /// Whether a transport may hide a broken connection by asking again (`reuse: allow`).
    package var allowsReuse = false

    /// A fault of those requests, which lets repeats pass.
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

    /// Whether repeats of what it hits stand in the journal: after an answer that broke, or where repeats are hit.
    var showsRepeats: Bool {
        switch action {
        case .connection, .truncate: true
        case .error, .respond, .drip, .malformed, nil: repeats != .pass
        }
    }

    func matches(_ facts: RequestFacts, in phase: FaultPhase) -> Bool {
        guard self.phase == phase else { return false }
        if let operations, !operations.contains(facts.operation ?? "") { return false }
        return matcher.matches(facts)
    }
}
