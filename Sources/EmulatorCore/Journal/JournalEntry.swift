package import Contract
package import Domain

/// One request and its outcome.
///
/// It refers to its record, so that a copy is cheap and little is moved while the journal is locked.
package struct JournalEntry: Sendable {
    /// The number within its world, from 1; a restored world goes on with the numbers of its snapshot.
    package let seq: Int
    /// Its number in the order of all occurrences of all worlds.
    package let number: Int
    private let id: RequestID
    private(set) var record: JournalRecord
    /// The number of the last occurrence before its end or, while it runs, its own number.
    private(set) var lastNumber: Int
    /// The approximate memory of the entry in bytes; it is stored, so that an eviction does not read what is in it.
    package private(set) var weight: Int

    init(seq: Int, number: Int, _ id: RequestID, _ record: JournalRecord) {
        self.seq = seq
        self.number = number
        self.id = id
        self.record = record
        lastNumber = number
        let opening = record.opening
        let target = opening.path.utf8.count + (opening.query?.utf8.count ?? 0)
        weight = 512 + target + opening.request.weight + record.outcome.weight
    }

    /// The `X-Request-Id` of the response, unless the response was replayed with an older one.
    package var requestID: String { id.text }
    /// When the request came, on the world's clock.
    package var at: Timestamp { record.opening.at }
    /// When the request came, in wall time.
    package var wallAt: Timestamp { record.opening.wallAt }
    /// The method as it was sent.
    package var method: String { record.method }
    /// The path without the query.
    package var path: String { record.path }
    /// The query without the question mark; nil if there was none.
    package var query: String? { record.opening.query }
    /// The headers and the body of the request.
    package var request: RecordedMessage { record.opening.request }
    /// The number of its connection in this journal; nil for a caller in the same process.
    package var connection: Int? { record.opening.connection }
    /// The outcome; its status is nil while the request runs, or if no response was sent.
    package var outcome: Outcome { record.outcome }

    // These read no more of the outcome than they give, as a filter may compare them in all entries.

    /// The operationId of the outcome.
    package var operation: String? { record.operation }
    /// The status of the outcome.
    package var status: Int? { record.status }
    /// The error code of the outcome.
    package var error: String? { record.error }
    /// What the message at the MCP endpoint was.
    package var mcp: MCPTrace? { record.mcp }
    /// Whether neither an operation nor the MCP endpoint took the request.
    package var isUnmatched: Bool { operation == nil && mcp == nil }

    /// Whether the request has been handled.
    package var isOver: Bool { record.isOver }

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
        /// What the message was, if the request went to the MCP endpoint.
        package var mcp: MCPTrace?
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

        /// Whether neither an operation nor the MCP endpoint took the request.
        package var isUnmatched: Bool { operation == nil && mcp == nil }

        /// The approximate memory of the outcome in bytes.
        var weight: Int { (response?.weight ?? 0) + (mcp?.weight ?? 0) }
    }

    /// Ends the request after the occurrence with that number, with a record that weighs more by `growth`.
    mutating func close(with ended: JournalRecord, growth: Int, after number: Int) {
        record = ended
        lastNumber = number
        weight += growth
    }
}
