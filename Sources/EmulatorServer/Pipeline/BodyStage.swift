import Contract
import Documents
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// Reads the body of an operation that has one, by its media type.
struct BodyStage: PipelineStage {
    let table: OperationTable

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        exchange.body = nil
        guard let operation = exchange.operation, operation.hasRequestBody else { return .next }
        let type = exchange.request.head.headers.first(name: "Content-Type")
        do throws(RequestContentError) {
            exchange.content = try operation.content(of: exchange.bodyBytes, contentType: type)
        } catch {
            throw .api(APIError(error, isOwn: table.isHandled(operation)))
        }
        if table.isHandled(operation) { try readAsObject(&exchange, operation) }
        exchange.body = exchange.content.value
        return .next
    }

    /// The vendor takes JSON objects, and a body that is absent for an empty one.
    private func readAsObject(_ exchange: inout Exchange, _ operation: Operation) throws(Refusal) {
        if exchange.content.isAbsent { exchange.content = operation.content(of: .object([:])) }
        guard exchange.content.value?.object == nil else { return }
        throw .api(.stating(.invalidRequest, "The request body must be a JSON object."))
    }
}

extension APIError {
    /// A body that cannot be read; for operations of other contracts the text lists what they take.
    fileprivate init(_ error: RequestContentError, isOwn: Bool) {
        switch error {
        case .unsupportedMediaType(let sent, let taken):
            self.init(.unsupportedMediaType)
            guard !isOwn else { return }
            message = "The media type \(sent) is not supported; send the body as \(taken.joined(separator: " or "))."
            headers["Accept"] = taken.joined(separator: ", ")
        case .malformed(let reason):
            self = .stating(.invalidRequest, "The request body is \(reason).")
        }
    }
}
