package import Documents
package import Domain
import OrderedCollections

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

/// Which requests a rule speaks of; all that is given must fit.
package struct RequestMatcher: Sendable {
    /// The keys that only requests have.
    static let keys = ["operation", "tag", "method", "path"]
    private static let roots = ["body", "headers", "path", "query"]

    /// The operation's id.
    package let operation: String?
    /// One of the operation's tags.
    package let tag: String?
    private let method: String?
    private let path: Glob?
    private let places: [PlacePattern]

    /// Reads a matcher, whose keys its schema has accepted.
    package init(_ json: JSONValue, at pointer: String) throws(ReadingError) {
        operation = json["operation"]?.string
        tag = json["tag"]?.string
        method = json["method"]?.string?.uppercased()
        path = json["path"]?.string.map { Glob($0) }
        places = try PlacePattern.read(json["where"], roots: Self.roots, at: pointer)
        if json.object?.isEmpty != false {
            throw ReadingError(pointer, "selects nothing; `any: true` means all requests")
        }
    }

    /// Whether a request fits.
    package func matches(_ facts: RequestFacts) -> Bool {
        if let operation, facts.operation != operation { return false }
        if let tag, !facts.tags.contains(tag) { return false }
        if let method, facts.method != method { return false }
        if let path, !path.matches(facts.path) { return false }
        return places.allSatisfy { $0.pattern.matches(facts.value(at: $0.pointer)) }
    }
}
