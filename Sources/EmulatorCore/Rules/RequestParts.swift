package import Documents

/// What a matcher can ask about a request, whether it is under way or recorded in a journal.
package protocol RequestParts {
    /// The operationId; nil if no operation matched the request.
    var operation: String? { get }
    /// The tags of the operation.
    var tags: [String] { get }
    /// The message, if the request went to the MCP endpoint.
    var mcp: MCPTrace? { get }
    /// The method in capitals.
    var method: String { get }
    /// The path as it was sent, without the query.
    var path: String { get }

    /// The value at a place such as `/body/name`, `/query/limit`, `/headers/x-a` or `/path/id`; nil if there is none.
    func value(at pointer: JSONPointer) -> JSONValue?
}
