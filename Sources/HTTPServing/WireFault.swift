/// A way in which an answer goes wrong on the wire.
///
/// It is performed here and decided elsewhere. All but a drip end the connection, and what is pipelined behind them is
/// not answered. A hang is no fault of a written answer: it is ``PendingResponse/hanging()``.
package enum WireFault: Hashable, Sendable {
    /// The connection is reset (TCP RST); nothing of the answer is written, nor is a farewell of TLS.
    case reset
    /// The connection ends without a byte of the answer, nor a farewell of TLS.
    case close
    /// The whole head with the true length, then that many bytes of the body, then the connection ends.
    ///
    /// A number below the length leaves out the farewell of TLS as well, as a server that crashes does; any other number
    /// changes nothing but that the connection ends.
    case truncate(after: Int)
    /// That many bytes of the header section, half of it without a number, then the connection ends; never all of it.
    case truncateHead(after: Int?)
    /// The body in pieces of that many bytes with that pause between them; the first piece comes with the head.
    ///
    /// Afterwards the connection goes on as if nothing had been. At least one byte makes a piece.
    case drip(chunk: Int, every: Duration)
}
