import NIOCore

/// Cancels one attempt of the transport.
struct HTTPWebhookSending: WebhookSending {
    let attempt: NIOLoopBoundBox<ReceiverAttempt>
    let eventLoop: any EventLoop

    func cancel() {
        eventLoop.execute { attempt.value.end(.failure(ChannelError.ioOnClosedChannel)) }
    }
}
