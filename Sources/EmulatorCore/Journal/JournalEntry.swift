package import Contract
package import Domain

/// One request and its outcome.
package struct JournalEntry: Sendable {
    /// The number within its world, from 1; a restored world goes on with the numbers of its snapshot.
    package let seq: Int
    /// Its number in the order of all occurrences of all worlds.
    let number: Int
    /// The `X-Request-Id` of the response, unless the response was replayed with an older one.
    package let requestID: String
    /// When the request came, on the world's clock.
    package let at: Timestamp
    /// When the request came, in wall time.
    package let wallAt: Timestamp
    /// The method as it was sent.
    package let method: String
    /// The path without the query.
    package let path: String
    /// The query without the question mark; nil if there was none.
    package let query: String?
    /// The headers and the body of the request.
    package let request: RecordedMessage
    /// The number of its connection in this journal; nil for a caller in the same process.
    package let connection: Int?
    /// The outcome; its status is nil while the request runs, or if no response was sent.
    package var outcome = Outcome()
    /// The number of the last occurrence before the request ended; nil while the request runs.
    private(set) var endNumber: Int?

    /// The number of the last occurrence before its end or, while it runs, its own number.
    var lastNumber: Int { endNumber ?? number }

    /// Whether the request has been handled.
    package var isOver: Bool { endNumber != nil }

    /// When a fault rule replaced the response of the handler.
    package enum Injection: String, Sendable {
        /// The handler did not run.
        case insteadOfHandler = "instead_of_handler"
        /// The handler had succeeded.
        case afterHandler = "after_handler"
    }

    /// What is known of a request after it has been handled.
    package struct Outcome: Sendable {
        /// The operationId; nil if no operation matched the request.
        package var operation: String?
        /// The status of the response.
        package var status: Int?
        /// The error code of the response.
        package var error: String?
        /// Whether the response is an error of the emulator itself, which has the header `X-Mock-Error`.
        package var isMockError = false
        /// The id of the fault rule that fired.
        package var fault: String?
        /// Set if a fault rule sent the response, or prevented it.
        package var injection: Injection?
        /// Set if this request repeats one that a fault rule has hit.
        package var repeated: RepeatedRequest?
        /// Whether the response was replayed from an idempotency record.
        package var replayed = false
        /// The violations of the contract.
        package var violations: [ContractViolation] = []
        /// The events that it caused.
        package var events: [Identifier<DomainEvent>] = []
        /// The headers and the body of the response.
        package var response: RecordedMessage?
        /// How long it took in microseconds of wall time.
        package var tookMicroseconds = 0

        /// The outcome of a request that has not been handled yet.
        package init() {}

        var weight: Int { response?.weight ?? 0 }
    }

    /// Sets the outcome, and returns by how much the weight has grown.
    mutating func close(with outcome: Outcome, after number: Int) -> Int {
        let before = self.outcome.weight
        self.outcome = outcome
        endNumber = number
        return outcome.weight - before
    }

    /// The approximate memory of the entry in bytes.
    var weight: Int { 512 + path.utf8.count + (query?.utf8.count ?? 0) + request.weight + outcome.weight }
}
