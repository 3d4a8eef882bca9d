import Contract
import Documents
import HTTPServing
import NIOHTTP1
import OrderedCollections

/// Reads the body of an operation that has one: a JSON object, and an empty one where nothing was sent.
struct BodyStage: PipelineStage {
    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let operation = exchange.operation, operation.hasRequestBody else { return .next }
        let bytes = exchange.bodyBytes
        guard !bytes.isEmpty else {
            exchange.body = .object([:])
            return .next
        }
        guard Self.isJSON(exchange.request.head.headers) else { throw .api(APIError(.unsupportedMediaType)) }
        do throws(JSONParsingError) {
            exchange.body = try JSONValue(parsing: bytes)
        } catch {
            let place = "line \(error.line), column \(error.column)"
            throw .api(.stating(.invalidRequest, "The request body is not valid JSON: \(error.message) (\(place))."))
        }
        guard exchange.body?.object != nil else {
            throw .api(.stating(.invalidRequest, "The request body must be a JSON object."))
        }
        return .next
    }

    /// A body without a media type is read as JSON, too.
    private static func isJSON(_ headers: HTTPHeaders) -> Bool {
        guard let type = headers.first(name: "Content-Type") else { return true }
        let essence = type.prefix { $0 != ";" }
        return essence.lowercased().trimmingSuffix(while: \.isWhitespace) == "application/json"
    }
}

extension String {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
