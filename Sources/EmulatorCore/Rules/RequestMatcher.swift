package import Documents
import Domain
import OrderedCollections

/// Which requests a rule is about; every condition that is given must match.
package struct RequestMatcher: Sendable {
    /// The keys of `on` that only rules about requests can have.
    static let keys = ["operation", "tag", "method", "path"]
    private static let roots = ["body", "headers", "path", "query"]

    /// The operation's id.
    package let operation: String?
    /// One of the operation's tags.
    package let tag: String?
    private let method: String?
    private let path: Glob?
    private let places: [PlacePattern]

    /// Reads a matcher whose keys the schema has validated.
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

    /// Whether the matcher matches a request.
    package func matches(_ facts: RequestFacts) -> Bool {
        if let operation, facts.operation != operation { return false }
        if let tag, !facts.tags.contains(tag) { return false }
        if let method, facts.method != method { return false }
        if let path, !path.matches(facts.path) { return false }
        return places.allSatisfy { $0.pattern.matches(facts.value(at: $0.pointer)) }
    }
}
