import NIOCore
import NIOHTTP1

/// A request that is being received.
struct IncomingRequest {
    /// What is set aside at once for an announced body; a client that only announces gets no more.
    private static let reservation = 64 * 1024

    let head: HTTPRequestHead
    let limit: Int
    private(set) var body: [UInt8] = []

    init(head: HTTPRequestHead, framing: RequestFraming, limit: Int) {
        self.head = head
        self.limit = limit
        if let length = framing.contentLength, length > 0 {
            body.reserveCapacity(min(length, Self.reservation))
        }
    }

    /// Adds a piece of the body, or says that it is too much.
    mutating func append(_ bytes: ByteBuffer) -> Bool {
        guard body.count + bytes.readableBytes <= limit else { return false }
        body.append(contentsOf: bytes.readableBytesView)
        return true
    }
}
