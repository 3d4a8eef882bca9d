import Domain
import NIOCore
import NIOHTTP1

/// The part of a receiver's response that has arrived.
struct CollectedAnswer {
    private let extent: OutgoingRequest.Extent
    private var status = 0
    private var headers: [HeaderField] = []
    private var body: [UInt8] = []
    /// Whether the receiver keeps the connection open after the response.
    private(set) var keepsConnection = false

    /// The response as it is kept.
    var answer: ReceiverAnswer { ReceiverAnswer(status: status, headers: headers, body: body) }

    init(extent: OutgoingRequest.Extent) {
        self.extent = extent
    }

    /// Begins with the status and the headers; throws if they are too long.
    mutating func begin(_ head: HTTPResponseHead) throws {
        status = Int(head.status.code)
        headers = try kept(head.headers)
        // After 101 the connection would have another protocol.
        keepsConnection = head.isKeepAlive && head.status != .switchingProtocols && !Self.announcesForbiddenBody(head)
    }

    /// Whether a response that has no body by its status says that it has one, which some servers then send.
    private static func announcesForbiddenBody(_ head: HTTPResponseHead) -> Bool {
        guard head.status == .noContent || head.status == .notModified else { return false }
        let length = head.headers.first(name: "Content-Length") ?? "0"
        return length != "0" || head.headers.contains(name: "Transfer-Encoding")
    }

    /// Adds a part of the body; returns whether no more is read, and throws if the body is too long.
    mutating func add(_ part: ByteBuffer) throws -> Bool {
        let room = extent.limit - body.count
        if part.readableBytes > room { try extent.checkEnd() }
        body.append(contentsOf: part.readableBytesView.prefix(room))
        return !extent.isWhole && part.readableBytes >= room
    }

    /// The first headers, at most as many bytes as are kept of a body; the parser itself accepts two megabytes.
    private func kept(_ headers: HTTPHeaders) throws -> [HeaderField] {
        var room = extent.limit
        var kept: [HeaderField] = []
        kept.reserveCapacity(headers.count)
        for (name, value) in headers {
            room -= name.utf8.count + value.utf8.count
            guard room >= 0 else {
                try extent.checkEnd()
                break
            }
            kept.append(HeaderField(name: name, value: value))
        }
        return kept
    }
}

extension OutgoingRequest.Extent {
    /// How many bytes of the headers, and of the body, are kept.
    fileprivate var limit: Int {
        switch self {
        case .first(let limit), .whole(upTo: let limit): limit
        }
    }

    fileprivate var isWhole: Bool {
        if case .whole = self { true } else { false }
    }

    /// Throws if nothing may be dropped.
    fileprivate func checkEnd() throws {
        if isWhole { throw RequestError.longResponse(limit: limit) }
    }
}
