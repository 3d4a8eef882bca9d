/// How a request is answered: what is written, and when.
package struct Reply: Sendable {
    /// What is written.
    package enum Content: Sendable {
        /// An answer that is written at once.
        case now(Response)
        /// An answer that is written when it is there; requests pipelined behind it wait.
        case later(PendingResponse)
        /// Nothing: the connection ends without a byte of an answer, nor a farewell of TLS.
        case cut(Cut)
    }

    /// How a connection ends in place of an answer; what is pipelined behind it is not answered.
    package enum Cut: Hashable, Sendable {
        /// With a reset (TCP RST).
        case reset
        /// In order, as far as TCP can tell.
        case close
    }

    /// How the exchange ended, seen from the server's side of the socket.
    package enum Outcome: Sendable {
        /// The last byte of the answer was handed to the socket.
        case written
        /// The connection was gone before, or a fault has ended it there.
        case connectionLost
    }

    /// The answer, or where it will come from.
    package var content: Content
    /// What goes wrong when the answer is written.
    package var fault: WireFault?
    /// Called once on the event loop, with the end of the exchange.
    package var onFinish: (@Sendable (Outcome) -> Void)?

    /// A reply of any content, broken on the wire if there is a fault.
    package init(_ content: Content, fault: WireFault? = nil, onFinish: (@Sendable (Outcome) -> Void)? = nil) {
        self.content = content
        self.fault = fault
        self.onFinish = onFinish
    }
}
