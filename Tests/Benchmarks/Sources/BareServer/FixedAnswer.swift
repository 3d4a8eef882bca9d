import NIOCore
import NIOHTTP1

/// A response with a JSON body of a given size.
struct FixedAnswer: Sendable {
    let head: HTTPResponseHead
    let body: ByteBuffer

    init(status: HTTPResponseStatus, bytes: Int) {
        let text = "{\"data\":\""
        let padding = max(0, bytes - text.utf8.count - 2)
        body = ByteBuffer(string: text + String(repeating: "a", count: padding) + "\"}")
        let headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Length": "\(body.readableBytes)"]
        head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }
}
