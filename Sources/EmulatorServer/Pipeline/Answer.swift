package import Documents

/// What an operation answers, before the headers that every answer has.
package struct Answer: Sendable {
    /// The HTTP status.
    package var status: Int
    /// Headers of this answer alone.
    package var headers: [(String, String)] = []
    /// The bytes.
    package var body: [UInt8]
    /// The media type of the bytes; nil where there is no body.
    package var contentType: String?

    /// An answer with those bytes.
    package init(status: Int = 200, body: [UInt8], contentType: String? = "application/json") {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    /// `{"data": …, "request_id"}` around what `data` writes.
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

    /// Sends the client to another URL.
    static func redirect(to url: String) -> Answer {
        var answer = Answer(status: 302, body: [], contentType: "text/plain")
        answer.headers = [("Location", url)]
        return answer
    }

    /// The list envelope around items that already are JSON.
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
