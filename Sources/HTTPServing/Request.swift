package import NIOHTTP1

/// One request, as it was read from a connection.
package struct Request: Sendable {
    /// What was read of the body.
    package enum Body: Sendable {
        /// All of the body; empty when there is none.
        case complete([UInt8])
        /// The body exceeds the limit, as it was sent or when unpacked; nothing of it is kept.
        case tooLarge(limit: Int)
        /// The body has a content coding that the server does not know; ``ContentCoding/accepted`` has those that it does.
        case unsupportedCoding(String)
        /// The body is not what its content coding says, for this reason.
        case undecodable(String)
    }

    /// Method, target, version and headers as they were sent, without the whitespace around the headers' values.
    package var head: HTTPRequestHead
    /// The body, unpacked, or why there is none.
    package var body: Body
    /// Whether the request came over TLS.
    package var isSecure: Bool
    /// The connection that it came over; nil for a caller in the same process.
    package var connection: ConnectionIdentity?

    /// A request made of its parts, which tests and in-process callers need.
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
