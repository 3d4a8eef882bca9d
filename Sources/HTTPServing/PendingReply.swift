import NIOCore

/// A reply that waits for its answer.
struct PendingReply {
    let response: PendingResponse
    let reply: Reply
    var timer: Scheduled<Void>?

    /// Tells that nobody is there any more to be answered.
    func lose() {
        timer?.cancel()
        response.abandon()
        reply.onFinish?(.connectionLost)
    }
}
