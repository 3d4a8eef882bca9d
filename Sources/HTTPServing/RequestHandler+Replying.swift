import NIOCore

/// A reply that waits for its answer.
struct PendingReply {
    let response: PendingResponse
    let onFinish: (@Sendable (Reply.Outcome) -> Void)?
    var timer: Scheduled<Void>?

    /// Tells that nobody is there any more to be answered.
    func lose() {
        timer?.cancel()
        response.abandon()
        onFinish?(.connectionLost)
    }
}

extension RequestHandler {
    /// Performs a reply; the one place where it is decided how an answer gets on the wire.
    func perform(_ reply: Reply, _ context: ChannelHandlerContext) {
        switch reply.content {
        case .now(let response):
            send(response, onFinish: reply.onFinish, context)
        case .later(let response):
            wait(for: response, onFinish: reply.onFinish, context)
        }
    }

    private func wait(
        for response: PendingResponse,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        let eventLoop = context.eventLoop
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        let ready = response.deliver { response in
            eventLoop.execute { handler.value.finishPending(with: response) }
        }
        if let ready {
            send(ready, onFinish: onFinish, context)
            return
        }
        pending = PendingReply(response: response, onFinish: onFinish)
        if let timeout = response.timeout, let onTimeout = response.onTimeout {
            pending?.timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
                response.complete(with: onTimeout())
            }
        }
    }

    private func finishPending(with response: Response) {
        guard let context, let pending, phase == .answering else { return }
        pending.timer?.cancel()
        self.pending = nil
        send(response, onFinish: pending.onFinish, context)
        takeBacklog(context)
        clock.readCompleted(in: phase)
        settle(context)
    }

    /// Answers the requests that were parsed while a reply was pending, up to the next one that waits.
    private func takeBacklog(_ context: ChannelHandlerContext) {
        clock.sawRequestPart()
        while phase != .answering, let event = backlog.popFirst() {
            switch event {
            case .part(let part): receive(part, context)
            case .failure(let failure): refuse(failure, context)
            }
        }
        if isInputClosed && phase != .answering && phase != .closing {
            closeBehindWrites(context)
        }
    }

    /// Writes an answer, and ends the connection behind it if it is the last one.
    func send(_ response: Response, onFinish: (@Sendable (Reply.Outcome) -> Void)?, _ context: ChannelHandlerContext) {
        if isQuiescing || (isInputClosed && backlog.isEmpty) {
            exchange.keepsAlive = false
        }
        var buffer = context.channel.allocator.buffer(capacity: ResponseEncoder.reservation(for: response))
        let keepsAlive = encoder.encode(response, for: exchange, into: &buffer)
        let written = finishPromise(onFinish, context)
        needsFlush = true
        if keepsAlive {
            phase = .idle
            context.write(wrapOutboundOut(buffer), promise: written)
        } else {
            close(behind: buffer, written, context)
        }
    }

    private func finishPromise(
        _ onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) -> EventLoopPromise<Void>? {
        guard let onFinish else { return nil }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { result in
            switch result {
            case .success: onFinish(.written)
            case .failure: onFinish(.connectionLost)
            }
        }
        return promise
    }
}
