package import Contract
package import Domain

/// One request and its outcome.
///
/// It refers to what was recorded, so that a copy is cheap and little is moved while the journal is locked.
package struct JournalEntry: Sendable {
    /// The number within its world, from 1; a restored world goes on with the numbers of its snapshot.
    package let seq: Int
    /// Its number in the order of all occurrences of all worlds.
    let number: Int
    /// The `X-Request-Id` of the response, unless the response was replayed with an older one.
    package let requestID: String
    /// What was recorded when the request arrived.
    private let opening: JournalOpening
    /// How the request ended; nil while it runs.
    private(set) var ending: JournalEnding?
    /// The number of the last occurrence before its end or, while it runs, its own number.
    private(set) var lastNumber: Int
    /// The approximate memory of the entry in bytes; it is stored, so that an eviction does not read what is in it.
    private(set) var weight: Int

    init(seq: Int, number: Int, requestID: String, _ opening: JournalOpening) {
        self.seq = seq
        self.number = number
        self.requestID = requestID
        self.opening = opening
        lastNumber = number
        let target = opening.path.utf8.count + (opening.query?.utf8.count ?? 0)
        weight = 512 + target + opening.request.weight
    }

    /// When the request came, on the world's clock.
    package var at: Timestamp { opening.at }
    /// When the request came, in wall time.
    package var wallAt: Timestamp { opening.wallAt }
    /// The method as it was sent.
    package var method: String { opening.method }
    /// The path without the query.
    package var path: String { opening.path }
    /// The query without the question mark; nil if there was none.
    package var query: String? { opening.query }
    /// The headers and the body of the request.
    package var request: RecordedMessage { opening.request }
    /// The number of its connection in this journal; nil for a caller in the same process.
    package var connection: Int? { opening.connection }
    /// The outcome; its status is nil while the request runs, or if no response was sent.
    package var outcome: Outcome { ending?.outcome ?? Outcome() }

    /// Whether the request has been handled.
    package var isOver: Bool { ending != nil }

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

    /// Ends the request after the occurrence with that number, and returns by how much the weight has grown.
    mutating func close(with ending: JournalEnding, after number: Int) -> Int {
        let growth = ending.outcome.weight - (self.ending?.outcome.weight ?? 0)
        self.ending = ending
        lastNumber = number
        weight += growth
        return growth
    }
}
