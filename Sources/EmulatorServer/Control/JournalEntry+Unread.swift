import Contract
import Documents
import Domain
import EmulatorCore
import NIOHTTP1

extension JournalEntry {
    /// The parts of the request that have no effect, although the contract does not refuse them.
    ///
    /// They are found when the journal is shown, so that requests do not take longer.
    func unreadParts(by contract: Contract) -> [UnreadPart] {
        guard mcp == nil, let operation = operation.flatMap(contract.operation) else { return [] }
        // The journal keeps a request packed, so it is read once.
        let request = request
        let parts = operation.unreadParts(
            query: QueryItem.items(query),
            body: request.body,
            contentType: request.header("content-type")
        )
        return parts + unusedHeaders(of: request)
    }

    private func unusedHeaders(of request: RecordedMessage) -> [UnreadPart] {
        let name = "Idempotency-Key"
        guard request.header(name.lowercased()) != nil, !ActiveRequest.usesIdempotencyKey(HTTPMethod(rawValue: method))
        else {
            return []
        }
        return [UnreadPart(.header, JSONPointer([name]), .ignored, "has no effect on a \(method), only on a POST")]
    }
}

extension RecordedMessage {
    /// The value of the first header with that name in lower case.
    fileprivate func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}

extension UnreadPart {
    /// Writes the part as a JSON object; secrets in names are masked.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("location", location.rawValue)
            writer.member("pointer", Secrets.masked(pointer.description))
            writer.member("reason", reason.rawValue)
            writer.member("message", message)
            writer.member("hint", hint)
        }
    }
}
