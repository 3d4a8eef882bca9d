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

    /// Where an answer is cut; without a number of bytes, half-way.
    package enum Cut: Hashable, Sendable {
        /// Within the text of the body.
        case body(after: Int?)
        /// Within the header section, which many clients take for an empty answer.
        case headers(after: Int?)
    }

    /// An error of the contract, and what its envelope says beside the code.
    package struct InjectedError: Hashable, Sendable {
        /// A code of the error catalogue.
        package var code: String
        /// Whole seconds for the `Retry-After` header.
        package var retryAfter: Int?
        /// The text in place of the catalogue's.
        package var message: String?
        /// The field to blame, as a dotted path.
        package var param: String?

        /// An error with that code.
        package init(code: String, retryAfter: Int? = nil, message: String? = nil, param: String? = nil) {
            self.code = code
            self.retryAfter = retryAfter
            self.message = message
            self.param = param
        }
    }

    /// An error of the contract, whose status, type and envelope follow from its code.
    case error(InjectedError)
    /// Any answer; one against the contract only if nobody is to check it.
    case respond(status: Int, headers: [HeaderField], body: JSONValue?, isUnchecked: Bool)
    /// No answer.
    case connection(Connection)
    /// The true answer, which ends early.
    case truncate(Cut)
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
