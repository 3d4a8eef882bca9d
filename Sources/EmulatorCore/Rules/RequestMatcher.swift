package import Documents
import Domain
import OrderedCollections

/// Which requests a rule is about; every condition that is given must match.
package struct RequestMatcher: Sendable {
    /// The keys of `on` that only rules about requests can have.
    static let keys = ["operation", "tag", "tool", "rpc", "method", "path"]
    private static let roots = ["body", "headers", "path", "query"]
    private static let recordedRoots = roots + ["response"]

    /// The operation's id.
    package let operation: String?
    /// One of the operation's tags.
    package let tag: String?
    /// The name of a tool of the MCP endpoint.
    package let tool: String?
    /// The method of a message to the MCP endpoint, such as `tools/list`.
    package let rpc: String?
    private let isRecorded: Bool
    private let method: String?
    private let path: Glob?
    private let places: [PlacePattern]

    /// Reads a matcher whose keys the schema has validated; only one for recorded requests can match their responses.
    package init(_ json: JSONValue, at pointer: String, isRecorded: Bool = false) throws(ReadingError) {
        operation = json["operation"]?.string
        tag = json["tag"]?.string
        tool = json["tool"]?.string
        rpc = json["rpc"]?.string
        self.isRecorded = isRecorded
        method = json["method"]?.string?.uppercased()
        path = json["path"]?.string.map { Glob($0) }
        let roots = isRecorded ? Self.recordedRoots : Self.roots
        places = try PlacePattern.read(json["where"], roots: roots, at: pointer)
        if json.object?.isEmpty != false {
            throw ReadingError(pointer, "selects nothing; `any: true` means all requests")
        }
    }

    /// Whether the matcher matches a request.
    package func matches(_ facts: some RequestParts) -> Bool {
        if let operation, facts.operation != operation { return false }
        if let tag, !facts.tags.contains(tag) { return false }
        guard canMatch(facts.mcp) else { return false }
        if let tool, facts.mcp?.tool != tool { return false }
        if let rpc, facts.mcp?.method != rpc { return false }
        if let method, facts.method != method { return false }
        if let path, !path.matches(facts.path) { return false }
        return places.allSatisfy { $0.pattern.matches(facts.value(at: $0.pointer)) }
    }

    /// Whether the matcher may match a message to the MCP endpoint, apart from its conditions.
    ///
    /// Clients send most messages by themselves; only `rpc` selects those. A rule must name the operation, the tool or
    /// the message of a call, or mean all requests: `method` and `path` alone would select whatever a client sends. For
    /// recorded requests, they select calls of tools.
    private func canMatch(_ message: MCPTrace?) -> Bool {
        guard let message, rpc == nil else { return true }
        guard message.method == MCPTrace.toolCall else { return false }
        return isRecorded || operation != nil || tag != nil || tool != nil || (method == nil && path == nil)
    }

    /// The conditions that a request does not meet.
    func differences(from facts: some RequestParts) -> [MatchDifference] {
        var found: [MatchDifference] = []
        if let operation, facts.operation != operation {
            found.append(MatchDifference("/operation", expected: .string(operation), actual: facts.operation))
        }
        if let tag, !facts.tags.contains(tag) {
            found.append(MatchDifference("/tag", .string(tag), .array(facts.tags.map { .string($0) })))
        }
        if let tool, facts.mcp?.tool != tool {
            found.append(MatchDifference("/tool", expected: .string(tool), actual: facts.mcp?.tool))
        }
        if let rpc, facts.mcp?.method != rpc {
            found.append(MatchDifference("/rpc", expected: .string(rpc), actual: facts.mcp?.method))
        } else if !canMatch(facts.mcp) {
            found.append(MatchDifference("/rpc", expected: nil, actual: facts.mcp?.method))
        }
        if let method, facts.method != method {
            found.append(MatchDifference("/method", expected: .string(method), actual: facts.method))
        }
        if let path, !path.matches(facts.path) {
            found.append(MatchDifference("/path", expected: .string(path.source), actual: facts.path))
        }
        return found + places.compactMap { $0.difference(from: facts.value(at: $0.pointer)) }
    }
}
