package import NIOHTTP1

/// One request, as it was read from a connection.
package struct Request: Sendable {
    /// What was read of the body.
    package enum Body: Sendable {
        /// All of the body; empty when there is none.
        case complete([UInt8])
        /// The body exceeds the limit; nothing of it is kept, and the connection closes after the answer.
        case tooLarge(limit: Int)
    }

    /// Method, target, version and headers, as they were sent.
    package var head: HTTPRequestHead
    /// The body, or that it was too large.
    package var body: Body
    /// Whether the request came over TLS.
    package var isSecure: Bool

    /// A request made of its parts, which tests and in-process callers need.
    package init(head: HTTPRequestHead, body: Body = .complete([]), isSecure: Bool = false) {
        self.head = head
        self.body = body
        self.isSecure = isSecure
    }
}
