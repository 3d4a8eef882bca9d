/// How a request is answered: with a response now or later, or by closing the connection.
package struct Reply: Sendable {
    /// The kinds of replies.
    package enum Content: Sendable {
        /// A response that is written at once.
        case now(Response)
        /// A response that is written when it is complete; pipelined requests after it wait.
        case later(PendingResponse)
        /// No response: the connection ends without a byte, and without the close_notify of TLS.
        case cut(Cut)
    }

    /// How a connection ends without a response; pipelined requests after it are not answered.
    package enum Cut: Hashable, Sendable {
        /// The connection is reset (TCP RST).
        case reset
        /// The connection is closed normally on the level of TCP (FIN).
        case close
    }

    /// How the exchange ended on the side of the server.
    package enum Outcome: Sendable {
        /// The last byte of the response was passed to the socket.
        case written
        /// The connection was closed before that, by the client, the network or a fault.
        case connectionLost
    }

    /// The response, the pending response or the way in which the connection ends.
    package var content: Content
    /// The fault with which the response is written; nil to write it normally.
    package var fault: WireFault?
    /// Called once, on the event loop, when the exchange has ended.
    package var onFinish: (@Sendable (Outcome) -> Void)?

    /// A reply; `fault` changes how its response is written.
    package init(_ content: Content, fault: WireFault? = nil, onFinish: (@Sendable (Outcome) -> Void)? = nil) {
        self.content = content
        self.fault = fault
        self.onFinish = onFinish
    }
}
