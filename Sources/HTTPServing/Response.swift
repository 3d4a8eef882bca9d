package import NIOHTTP1

/// A complete response.
///
/// The server itself writes `Content-Length`, `Connection` and, if it is missing, `Date`. Of these headers only
/// `Connection: close` has an effect, which is to close the connection; `Transfer-Encoding` is never written.
package struct Response: Sendable {
    /// The status; a response with 1xx, 204 or 304 is written without a body.
    package var status: HTTPResponseStatus
    /// The headers, in the order in which they are written.
    package var headers: HTTPHeaders
    /// The bytes of the body.
    package var body: [UInt8]

    /// A response with these parts; for a HEAD request only its headers and the length of its body are written.
    package init(status: HTTPResponseStatus, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension Response {
    /// A text response of one sentence, for requests that do not reach the responder.
    init(status: HTTPResponseStatus, sentence: String) {
        self.init(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array("\(sentence)\n".utf8)
        )
    }
}
