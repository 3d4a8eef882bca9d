/// A way in which an answer goes wrong on the wire.
///
/// It is performed here and decided elsewhere. All but a drip end the connection, and what is pipelined behind them is
/// not answered. Where nothing of an answer is written there is no fault: see ``Reply/Cut`` and
/// ``PendingResponse/hanging()``.
package enum WireFault: Hashable, Sendable {
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
