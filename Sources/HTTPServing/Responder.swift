package import NIOHTTP1

/// Answers requests, on the event loop of the connection they came over.
///
/// Both methods are called while the event loop waits, so they must not block: what takes time is a ``PendingResponse``.
package protocol Responder: Sendable {
    /// The largest body, in bytes, that is collected for a request with this head.
    ///
    /// It is asked only when the request announces a body.
    func bodyLimit(for head: HTTPRequestHead) -> Int

    /// The reply to a request that has arrived completely, or whose body was refused for its size or its coding.
    func respond(to request: Request) -> Reply
}
