import Contract
import Domain

/// What the journal records of a request that has ended.
///
/// A journal consists of such records. So its texts are packed in one array, as an allocation for each would take twice the
/// memory, and what most requests do not have is in an object of its own.
final class EndedRecord: Sendable {
    private final class RareParts: Sendable {
        /// The outcome without its response.
        let outcome: JournalEntry.Outcome

        init(of outcome: JournalEntry.Outcome) {
            var outcome = outcome
            outcome.response = nil
            self.outcome = outcome
        }
    }

    // What matchers compare most often comes first, so that it shares a cache line with the head of the object.
    let operation: String?
    private let rareParts: RareParts?
    private let statusNumber: UInt16
    private let hasQuery: Bool
    private let connectionNumber: Int32
    private let at: Timestamp
    private let wallAt: Timestamp
    private let tookMicroseconds: Int
    private let events: [Identifier<DomainEvent>]
    private let requestNames: HeaderNames
    private let responseNames: HeaderNames?
    /// The path, the method and the query, if there is one; then the values of the headers and the body of the request;
    /// then those of the response, if there is one.
    private let texts: [UInt8]

    init(_ opening: JournalOpening, _ outcome: JournalEntry.Outcome, sharing names: SharedHeaderNames) {
        operation = outcome.operation
        rareParts = outcome.isPlain ? nil : RareParts(of: outcome)
        statusNumber = UInt16(clamping: outcome.status ?? 0)
        hasQuery = opening.query != nil
        connectionNumber = Int32(clamping: opening.connection ?? 0)
        at = opening.at
        wallAt = opening.wallAt
        tookMicroseconds = outcome.tookMicroseconds
        events = outcome.events
        let request = Message(opening.request)
        let response = outcome.response.map { Message($0) }
        requestNames = names.names(of: request.headers)
        responseNames = response.map { names.names(of: $0.headers) }
        let query = opening.query
        let target = PackedTexts.size(of: opening.path.utf8.count) + PackedTexts.size(of: opening.method.utf8.count)
        let size = target + (query.map { PackedTexts.size(of: $0.utf8.count) } ?? 0) + request.size
        var texts: [UInt8] = []
        texts.reserveCapacity(size + (response?.size ?? 0))
        texts.pack(opening.path)
        texts.pack(opening.method)
        if let query { texts.pack(query) }
        request.pack(into: &texts)
        response?.pack(into: &texts)
        self.texts = texts
    }

    /// A message before it is packed.
    private struct Message {
        let headers: [HeaderField]
        let body: [UInt8]

        init(_ message: RecordedMessage) {
            headers = message.headers
            body = message.body
        }

        var size: Int {
            var size = PackedTexts.size(of: body.count)
            for field in headers { size += PackedTexts.size(of: field.value.utf8.count) }
            return size
        }

        func pack(into texts: inout [UInt8]) {
            for field in headers { texts.pack(field.value) }
            texts.pack(body)
        }
    }

    // MARK: Parts

    var status: Int? { statusNumber == 0 ? nil : Int(statusNumber) }
    var error: String? { rareParts?.outcome.error }
    var mcp: MCPTrace? { rareParts?.outcome.mcp }
    var injection: JournalEntry.Injection? { rareParts?.outcome.injection }

    var path: String {
        var reader = PackedTexts(texts)
        return reader.text()
    }

    var method: String {
        var reader = PackedTexts(texts)
        reader.skip(1)
        return reader.text()
    }

    var opening: JournalOpening {
        var reader = PackedTexts(texts)
        let path = reader.text()
        let method = reader.text()
        let query = hasQuery ? reader.text() : nil
        return JournalOpening(
            method: method,
            path: path,
            query: query,
            request: RecordedMessage(requestNames, packedIn: texts, at: reader.position),
            connection: connectionNumber == 0 ? nil : Int(connectionNumber),
            at: at,
            wallAt: wallAt
        )
    }

    var outcome: JournalEntry.Outcome {
        var outcome = rareParts?.outcome ?? JournalEntry.Outcome()
        outcome.operation = operation
        outcome.status = status
        outcome.events = events
        outcome.tookMicroseconds = tookMicroseconds
        outcome.response = response
        return outcome
    }

    private var response: RecordedMessage? {
        guard let responseNames else { return nil }
        var reader = PackedTexts(texts)
        let start = hasQuery ? 3 : 2
        reader.skip(start + requestNames.names.count + 1)
        return RecordedMessage(responseNames, packedIn: texts, at: reader.position)
    }
}

extension JournalEntry.Outcome {
    /// Whether the outcome has only what a record keeps without an object for rare parts.
    fileprivate var isPlain: Bool {
        error == nil && mcp == nil && !isMockError && fault == nil && injection == nil && repeated == nil && !replayed
            && violations.isEmpty
    }
}
