/// How a request is answered: with a response now, later or piece by piece, or by closing the connection.
package struct Reply: Sendable {
    /// The kinds of replies.
    package enum Content: Sendable {
        /// A response that is written at once.
        case now(Response)
        /// A response that is written when it is complete; pipelined requests after it wait.
        case later(PendingResponse)
        /// A response whose head is written at once and whose body is written as it is sent.
        ///
        /// Pipelined requests after it wait for its end. It ends when the producer ends it, when the client closes its
        /// side, and when the server begins to drain; the fault of the reply is not performed.
        case stream(StreamedResponse)
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

    /// The response, now, pending or streamed, or the way in which the connection ends.
    package var content: Content
    /// The fault with which the response is written; nil to write it normally, as a stream always is.
    package var fault: WireFault?
    /// Called once, on the event loop, when the exchange has ended.
    package var onFinish: (@Sendable (Outcome) -> Void)?

    /// A reply; `fault` changes how its response is written.
    package init(_ content: Content, fault: WireFault? = nil, onFinish: (@Sendable (Outcome) -> Void)? = nil) {
        self.content = content
        self.fault = fault
        self.onFinish = onFinish
    }

    /// Ends an exchange whose connection was closed before the end of the response.
    package func lose() {
        if case .stream(let response) = content { response.close() }
        onFinish?(.connectionLost)
    }
}
