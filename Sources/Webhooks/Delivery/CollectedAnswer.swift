import Domain
import NIOCore
import NIOHTTP1

/// The part of a receiver's response that has arrived.
struct CollectedAnswer {
    private var status = 0
    private var headers: [HeaderField] = []
    private var body: [UInt8] = []
    /// Whether the receiver keeps the connection open after the response.
    private(set) var keepsConnection = false

    /// The response as it is kept.
    var answer: ReceiverAnswer { ReceiverAnswer(status: status, headers: headers, body: body) }

    mutating func begin(_ head: HTTPResponseHead) {
        status = Int(head.status.code)
        headers = Self.kept(head.headers)
        // After 101 the connection would have another protocol.
        keepsConnection = head.isKeepAlive && head.status != .switchingProtocols && !Self.announcesForbiddenBody(head)
    }

    /// Whether a response that has no body by its status says that it has one, which some servers then send.
    private static func announcesForbiddenBody(_ head: HTTPResponseHead) -> Bool {
        guard head.status == .noContent || head.status == .notModified else { return false }
        let length = head.headers.first(name: "Content-Length") ?? "0"
        return length != "0" || head.headers.contains(name: "Transfer-Encoding")
    }

    /// Adds a part of the body; returns whether as much has arrived as is kept.
    mutating func add(_ part: ByteBuffer) -> Bool {
        let room = ReceiverAnswer.keptBodyLength - body.count
        body.append(contentsOf: part.readableBytesView.prefix(room))
        return part.readableBytes >= room
    }

    /// The first headers, at most as many bytes as are kept of a body; the parser itself accepts two megabytes.
    private static func kept(_ headers: HTTPHeaders) -> [HeaderField] {
        var room = ReceiverAnswer.keptBodyLength
        var kept: [HeaderField] = []
        kept.reserveCapacity(headers.count)
        for (name, value) in headers {
            room -= name.utf8.count + value.utf8.count
            guard room >= 0 else { break }
            kept.append(HeaderField(name: name, value: value))
        }
        return kept
    }
}
