import Contract
import Documents
import Domain
import OrderedCollections

/// A request from the journal, with the parts that matchers can ask about.
struct RecordedRequest: RequestParts {
    let entry: JournalEntry
    let watched: WatchedContract

    var operation: String? { entry.record.operation }
    var tags: [String] { operation.flatMap(watched.contract.operation)?.tags ?? [] }
    var mcp: MCPTrace? { entry.record.mcp }
    var method: String { entry.method }
    var path: String { entry.path }

    /// The value at a place of the request, or at one of the response such as `/response/body/data/id`.
    func value(at pointer: JSONPointer) -> JSONValue? {
        let rest = JSONPointer(Array(pointer.tokens.dropFirst()))
        let name = rest.tokens.first ?? ""
        switch pointer.tokens.first {
        case "body": return entry.request.json?[rest]
        case "headers": return entry.request.combinedHeader(name).map { .string($0) }
        case "query": return QueryItem.items(entry.query).first { $0.name == name }.map { .string($0.value) }
        case "path": return pathParameter(name).map { .string($0) }
        case "response": return entry.outcome.response?.value(at: rest)
        default: return nil
        }
    }

    /// The path parameter of the operation; that of a tool comes from its arguments.
    private func pathParameter(_ name: String) -> String? {
        if let tool = mcp?.tool {
            guard let operation, let called = watched.contract.tools.first(where: { $0.name == tool }),
                called.operation.id == operation
            else { return nil }
            return called.pathParameter(name, of: entry.request.json?["params"]?["arguments"]?.object ?? [:])
        }
        guard case .operation(_, let parameters) = watched.contract.routes.match(method: method, path: path)
        else { return nil }
        return parameters[name]
    }
}

extension RecordedMessage {
    /// The body; nil if it is not valid JSON.
    fileprivate var json: JSONValue? { try? JSONValue(parsing: body) }

    /// The value of a header; the values of a repeated field are combined.
    fileprivate func combinedHeader(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The value at a place such as `/body/data/id` or `/headers/x-request-id`.
    fileprivate func value(at pointer: JSONPointer) -> JSONValue? {
        let rest = JSONPointer(Array(pointer.tokens.dropFirst()))
        switch pointer.tokens.first {
        case "body": return json?[rest]
        case "headers": return combinedHeader(rest.tokens.first ?? "").map { .string($0) }
        default: return nil
        }
    }
}
