import NIOCore
import NIOHTTP1

/// A request that is being received.
struct IncomingRequest {
    /// The most bytes that are reserved for an announced body, so that a Content-Length alone cannot fill the memory.
    private static let reservation = 64 * 1024

    let head: HTTPRequestHead
    let limit: Int
    private let coding: ContentCoding
    private var bytes: [UInt8] = []

    init(head: HTTPRequestHead, framing: RequestFraming, limit: Int) {
        self.head = head
        self.limit = limit
        coding = framing.contentCoding
        if let length = framing.contentLength, length > 0 {
            bytes.reserveCapacity(min(length, Self.reservation))
        }
    }

    /// Adds a piece of the body; returns false if the body would exceed the limit.
    mutating func append(_ piece: ByteBuffer) -> Bool {
        guard bytes.count + piece.readableBytes <= limit else { return false }
        bytes.append(contentsOf: piece.readableBytesView)
        return true
    }

    /// The decoded body; valid when all of it has arrived.
    var body: Request.Body {
        coding.body(of: bytes, limit: limit)
    }
}
