import NIOCore
import NIOHTTP1

/// A request that is being received.
struct IncomingRequest {
    /// What is set aside at once for an announced body; a client that only announces gets no more.
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

    /// Adds a piece of the body, or says that it is too much.
    mutating func append(_ piece: ByteBuffer) -> Bool {
        guard bytes.count + piece.readableBytes <= limit else { return false }
        bytes.append(contentsOf: piece.readableBytesView)
        return true
    }

    /// The body, once all of it is there.
    var body: Request.Body {
        coding.body(of: bytes, limit: limit)
    }
}
