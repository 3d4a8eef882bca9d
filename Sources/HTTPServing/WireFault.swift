/// A fault in the way a response is written to the connection.
///
/// All faults but a drip end the connection, so that pipelined requests after it are not answered. For a connection
/// without any response, see ``Reply/Cut`` and ``PendingResponse/hanging()``.
package enum WireFault: Hashable, Sendable {
    /// Writes the whole head with the true Content-Length and `after` bytes of the body, then ends the connection.
    ///
    /// If a part of the body is missing, the close_notify of TLS is, too, as with a server that crashes. If `after` is
    /// not below the length, the response is complete and the connection just ends.
    case truncate(after: Int)
    /// Writes `after` bytes of the header section, or half of it if nil, but never all of it, then ends the connection.
    case truncateHead(after: Int?)
    /// Writes the body in pieces of `chunk` bytes with a pause after each; the first piece comes with the head.
    ///
    /// A piece has at least one byte. The connection can be used for more requests afterwards.
    case drip(chunk: Int, every: Duration)
}
