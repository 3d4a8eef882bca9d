package import NIOHTTP1

/// Answers requests on the event loop of their connection.
///
/// Both methods must not block the event loop; a response that takes time is a ``PendingResponse``.
package protocol Responder: Sendable {
    /// The largest body, in bytes, that is accepted for a request with this head.
    ///
    /// It is called only if the request announces a body.
    func bodyLimit(for head: HTTPRequestHead) -> Int

    /// The reply to a request that has arrived completely, or whose body is refused for its size or coding.
    func respond(to request: Request) -> Reply
}
