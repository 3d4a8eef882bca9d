import NIOCore

/// A reply that waits for its response.
struct PendingReply {
    let response: PendingResponse
    let reply: Reply
    var timer: Scheduled<Void>?

    /// Ends the wait because the connection is closed.
    func lose() {
        timer?.cancel()
        response.abandon()
        reply.onFinish?(.connectionLost)
    }
}
