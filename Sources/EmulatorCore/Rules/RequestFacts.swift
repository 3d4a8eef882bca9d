package import Documents
package import Domain

/// What is known of a request when rules are asked.
package struct RequestFacts: Sendable {
    /// The operation, if the route is one.
    package var operation: String?
    /// The tags of the operation.
    package var tags: [String]
    /// In capitals.
    package var method: String
    /// As it was sent, without the query.
    package var path: String
    /// The query's names and values.
    package var query: [(name: String, value: String)]
    /// As they were sent.
    package var headers: [HeaderField]
    /// The captures of the route.
    package var pathParameters: [String: String]
    /// The body, if it parses.
    package var body: JSONValue?

    /// A request with those facts.
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

    /// What stands at a place such as `/body/name`, `/query/limit`, `/headers/x-a` or `/path/id`.
    func value(at pointer: JSONPointer) -> JSONValue? {
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
