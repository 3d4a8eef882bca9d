package import Documents
package import Domain

/// When a rule is asked.
package enum FaultPhase: String, CaseIterable, Sendable {
    /// Before anything is checked: the handler does not run.
    case beforeCommit = "before_commit"
    /// After a handler has succeeded: what it did stays done.
    case afterCommit = "after_commit"
}

/// What goes wrong when a rule fires; decided here, performed elsewhere.
package enum FaultAction: Hashable, Sendable {
    /// How a connection ends without an answer.
    package enum Connection: String, CaseIterable, Sendable {
        case reset, close, hang
    }

    /// An error of the contract, whose status, type and envelope follow from its code.
    case error(code: String, retryAfter: Int?, message: String?, param: String?)
    /// Any answer.
    case respond(status: Int, headers: [HeaderField], body: JSONValue?)
    /// No answer.
    case connection(Connection)
    /// The true answer, of whose body only so many bytes come.
    case truncate(after: Int)
    /// The true answer in pieces.
    case drip(chunk: Int, every: TimeSpan)
    /// The true answer, of the right length, with JSON that does not parse.
    case malformed

    /// Whether there must be a true answer first.
    package var needsAnswer: Bool {
        switch self {
        case .error, .respond, .connection: false
        case .truncate, .drip, .malformed: true
        }
    }
}

/// A rule that makes something go wrong for the requests that it matches.
package struct FaultRule: Sendable {
    /// What people call it.
    package let id: String
    /// Which requests it speaks of.
    package let matcher: RequestMatcher
    /// The operations that may answer so; nil for any request.
    package let operations: Set<String>?
    /// What goes wrong.
    package let action: FaultAction
    /// When it is asked.
    package let phase: FaultPhase
    /// How many matches pass before the first that counts.
    package var skip = 0
    /// How often it fires; nil for ever.
    package var times: Int?
    /// Fires at every so many matches.
    package var every = 1
    /// The share of matches that it fires at.
    package var probability = 1.0
    /// Whether it is asked at all.
    package var isEnabled = true
    /// How many requests have matched.
    package private(set) var matched = 0
    /// How often it has fired.
    package private(set) var fired = 0

    /// A rule that fires at every match.
    package init(
        id: String,
        matcher: RequestMatcher,
        operations: Set<String>? = nil,
        action: FaultAction,
        phase: FaultPhase
    ) {
        self.id = id
        self.matcher = matcher
        self.operations = operations
        self.action = action
        self.phase = phase
    }

    /// How often it will fire yet; nil for ever.
    package var remaining: Int? { times.map { max(0, $0 - fired) } }

    /// The same rule before its first match.
    package var fresh: FaultRule {
        var rule = self
        rule.matched = 0
        rule.fired = 0
        return rule
    }

    /// Adds the counts of the same rule in another sandbox.
    package mutating func addCounts(of other: FaultRule) {
        matched += other.matched
        fired += other.fired
    }

    /// Counts a request if it matches, and says whether the rule fires for it.
    mutating func fires(for facts: RequestFacts, in phase: FaultPhase, chance: inout RandomStream) -> Bool {
        guard isEnabled, self.phase == phase, speaks(of: facts) else { return false }
        matched += 1
        guard matched > skip, (matched - skip) % every == 0, remaining != 0 else { return false }
        guard probability >= 1 || Double.random(in: 0..<1, using: &chance) < probability else { return false }
        fired += 1
        return true
    }

    private func speaks(of facts: RequestFacts) -> Bool {
        if let operations, !operations.contains(facts.operation ?? "") { return false }
        return matcher.matches(facts)
    }
}
