package import Documents
package import Domain
import OrderedCollections

/// A request in a failure bundle, with the response that it got.
package struct BundledRequest: Sendable {
    /// The response in the journal.
    package struct Response: Sendable {
        /// The status.
        package let status: Int
        /// The body if it is JSON.
        package let body: JSONValue
        /// The body as text if it is not JSON.
        package let text: String?
    }

    /// The number in the journal.
    package let seq: Int
    /// When it came, on the world's clock.
    package let at: Timestamp
    /// When it came, in wall time.
    package let wallAt: Timestamp
    /// How long it took, in milliseconds of wall time, rounded up.
    package let tookMilliseconds: Int64
    /// The method.
    package let method: String
    /// The path without the query.
    package let path: String
    /// The query without the question mark.
    package let query: String?
    /// The operationId; nil if no operation matched.
    package let operation: String?
    /// The method of the message, if it went to the MCP endpoint.
    package let rpc: String?
    /// The tool that the message calls.
    package let tool: String?
    /// The fault rule that fired.
    package let fault: String?
    /// How long after the broken response to an equal request it came, in milliseconds; nil if there was none.
    package let gapMilliseconds: Int?
    /// The earlier request that it repeats, which a fault rule had hit.
    package let repeats: Int?
    /// The headers; the values of a repeated name are joined.
    package let headers: [(name: String, value: String)]
    /// The body as it was sent, or JSON with the same value.
    package let body: [UInt8]
    /// The response; nil if none was sent.
    package let response: Response?

    init(_ row: JSONValue) {
        seq = row["seq"]?.integer ?? 0
        at = Timestamp(json: row["at"])
        wallAt = Timestamp(json: row["wall_at"])
        tookMilliseconds = Int64(((row["took_us"]?.integer ?? 0) + 999) / 1000)
        method = row["method"]?.string ?? ""
        path = row["path"]?.string ?? ""
        query = row["query"]?.string
        operation = row["operation"]?.string
        rpc = row["rpc"]?.string
        tool = row["tool"]?.string
        fault = row["fault"]?.string
        gapMilliseconds = row["gap_ms"]?.integer
        repeats = row["repeats"]?.integer
        let request = row["request"] ?? .null
        headers = (request["headers"]?.object ?? [:]).map { ($0.key, $0.value.string ?? "") }
        body = Self.body(of: request)
        response = row["status"]?.integer.map { status in
            let message = row["response"] ?? .null
            return Response(status: status, body: message["body"] ?? .null, text: message["body_text"]?.string)
        }
    }

    /// The body of a request; the JSON `null` cannot be told from no body, and counts as none.
    private static func body(of request: JSONValue) -> [UInt8] {
        if let text = request["body_text"]?.string { return Array(text.utf8) }
        guard let body = request["body"], !body.isNull else { return [] }
        return body.serialized
    }
}
