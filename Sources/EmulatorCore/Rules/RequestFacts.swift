package import Documents
package import Domain

/// What rules can match of a request.
package struct RequestFacts: RequestParts, Sendable {
    /// The operationId; nil if no operation matched the request.
    package var operation: String?
    /// The tags of the operation.
    package var tags: [String]
    /// The message, if the request goes to the MCP endpoint.
    package var mcp: MCPTrace?
    /// The method in capitals.
    package var method: String
    /// The path as it was sent, without the query.
    package var path: String
    /// The query's names and values.
    package var query: [(name: String, value: String)]
    /// The headers, with the values of repeated fields combined.
    package var headers: [HeaderField]
    /// The path parameters by name.
    package var pathParameters: [String: String]
    /// The body; nil if it is not valid JSON.
    package var body: JSONValue?

    /// Facts with these values.
    package init(
        operation: String?,
        tags: [String],
        method: String,
        path: String,
        query: [(name: String, value: String)],
        headers: [HeaderField],
        pathParameters: [String: String],
        body: JSONValue?
    ) {
        self.operation = operation
        self.tags = tags
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.pathParameters = pathParameters
        self.body = body
    }

    /// The value at a place such as `/body/name`, `/query/limit`, `/headers/x-a` or `/path/id`; nil if there is none.
    package func value(at pointer: JSONPointer) -> JSONValue? {
        let rest = JSONPointer(Array(pointer.tokens.dropFirst()))
        let name = rest.tokens.first ?? ""
        switch pointer.tokens.first {
        case "body": return body?[rest]
        case "query": return query.first { $0.name == name }.map { .string($0.value) }
        case "headers": return headers.first { $0.name.lowercased() == name }.map { .string($0.value) }
        case "path": return pathParameters[name].map { .string($0) }
        default: return nil
        }
    }
}
