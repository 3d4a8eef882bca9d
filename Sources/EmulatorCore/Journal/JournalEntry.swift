package import Contract
package import Domain

/// One request and what became of it.
package struct JournalEntry: Sendable {
    /// The number within its sandbox, from 1.
    package let seq: Int
    /// `X-Request-Id` of the answer, unless a replay repeated an older one.
    package let requestID: String
    /// The moment on the sandbox's clock.
    package let at: Timestamp
    /// The moment on the wall.
    package let wallAt: Timestamp
    /// As it was sent.
    package let method: String
    /// Without the query.
    package let path: String
    /// Without the question mark; nil if there was none.
    package let query: String?
    /// What came.
    package let request: RecordedMessage
    /// The number of its connection, as this journal counts them; nil for a caller in the same process.
    package let connection: Int?
    /// What was answered; nil status while it runs, or if no answer was sent.
    package var outcome = Outcome()

    /// What is known of a request once it has been answered.
    package struct Outcome: Sendable {
        /// The operation that it was.
        package var operation: String?
        /// The status of the answer.
        package var status: Int?
        /// The error code of the answer.
        package var error: String?
        /// The fault rule that fired.
        package var fault: String?
        /// The request that a rule has hit and that this one repeats.
        package var repeated: RepeatedRequest?
        /// Whether an idempotency record answered.
        package var replayed = false
        /// What the contract objected to.
        package var violations: [ContractViolation] = []
        /// The events that it caused.
        package var events: [Identifier<DomainEvent>] = []
        /// The answer itself.
        package var response: RecordedMessage?
        /// How long it took in microseconds of wall time.
        package var tookMicroseconds = 0

        /// Nothing is known yet.
        package init() {}

        var weight: Int { response?.weight ?? 0 }
    }

    /// Takes what became of the request, and answers by how much the weight has grown.
    mutating func close(with outcome: Outcome) -> Int {
        let before = self.outcome.weight
        self.outcome = outcome
        return outcome.weight - before
    }

    /// About how much memory the entry takes.
    var weight: Int { 512 + request.weight + outcome.weight }
}
