package import NIOHTTP1

/// A request as it was read from a connection.
package struct Request: Sendable {
    /// The body, or why it could not be read.
    package enum Body: Sendable {
        /// The whole body; empty if there is none.
        case complete([UInt8])
        /// The body exceeds the limit, as sent or when decompressed; nothing of it is kept.
        case tooLarge(limit: Int)
        /// The body has a content coding other than those in ``ContentCoding/accepted``.
        case unsupportedCoding(String)
        /// The body is not valid in its content coding, for this reason.
        case undecodable(String)
    }

    /// Method, target, version and headers as they were sent, without whitespace around header values.
    package var head: HTTPRequestHead
    /// The decoded body, or why there is none.
    package var body: Body
    /// Whether the request came over TLS.
    package var isSecure: Bool
    /// The connection of the request; nil for a caller in the same process.
    package var connection: ConnectionIdentity?

    /// A request from its parts; tests and in-process callers make requests, too.
    package init(
        head: HTTPRequestHead,
        body: Body = .complete([]),
        isSecure: Bool = false,
        connection: ConnectionIdentity? = nil
    ) {
        self.head = head
        self.body = body
        self.isSecure = isSecure
        self.connection = connection
    }
}

extension Request.Body {
    /// The body of a request of a caller in the same process, read as on a connection.
    package init(_ bytes: [UInt8], of head: HTTPRequestHead, limit: Int) {
        let coding = ContentCoding(head.headers.combined("content-encoding") ?? "")
        self = bytes.count > limit ? .tooLarge(limit: limit) : coding.body(of: bytes, limit: limit)
    }
}
