package import Documents

/// The result of an operation, before the common headers are added.
package struct Answer: Sendable {
    /// The HTTP status code.
    package var status: Int
    /// The headers that only this answer has.
    package var headers: [(String, String)] = []
    /// The bytes of the response body.
    package var body: [UInt8]
    /// The media type of `body`; nil if there is no body.
    package var contentType: String?
    /// The status of the operation's answer, if this answer of the MCP endpoint has it inside or replaces it.
    var carriedStatus: Int?

    /// Creates an answer from the bytes of its body.
    package init(status: Int = 200, body: [UInt8], contentType: String? = "application/json") {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    /// Creates `{"data": …, "request_id": …}` with the value that `data` writes.
    package static func data(
        _ status: Int = 200,
        requestID: String,
        _ data: (inout JSONWriter) -> Void
    ) -> Answer {
        var writer = JSONWriter(capacity: 1024)
        writer.object { writer in
            writer.key("data")
            data(&writer)
            writer.member("request_id", requestID)
        }
        return Answer(status: status, body: writer.bytes)
    }

    /// Creates a redirect (302) to a URL.
    static func redirect(to url: String) -> Answer {
        var answer = Answer(status: 302, body: [], contentType: "text/plain")
        answer.headers = [("Location", url)]
        return answer
    }

    /// Creates the list envelope with items that are JSON already.
    package static func list(_ items: [[UInt8]], nextCursor: String?, requestID: String) -> Answer {
        var writer = JSONWriter(capacity: 256 + items.reduce(0) { $0 + $1.count + 1 })
        writer.object { writer in
            writer.key("data")
            writer.array { writer in for item in items { writer.raw(item) } }
            writer.member("has_more", nextCursor != nil)
            writer.member("next_cursor", nextCursor)
            writer.member("request_id", requestID)
        }
        return Answer(body: writer.bytes)
    }
}
