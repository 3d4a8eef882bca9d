package import NIOHTTP1

/// One complete answer.
///
/// The server itself writes `Content-Length`, `Transfer-Encoding`, `Connection` and, where it is missing, `Date`. A
/// `Connection: close` among the headers is understood as the wish to close; the other three values are replaced.
package struct Response: Sendable {
    /// The status; one of 1xx, 204 and 304 is written without a body.
    package var status: HTTPResponseStatus
    /// The headers, in the order in which they are written.
    package var headers: HTTPHeaders
    /// The body, copied once on its way to the socket.
    package var body: [UInt8]

    /// An answer with these parts; a HEAD request gets its headers and the length of its body.
    package init(status: HTTPResponseStatus, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension Response {
    /// An answer of one sentence, for requests that never reach a responder.
    init(status: HTTPResponseStatus, sentence: String) {
        self.init(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array("\(sentence)\n".utf8)
        )
    }
}
