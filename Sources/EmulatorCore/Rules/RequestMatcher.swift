package import Documents
import Domain
import OrderedCollections

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
