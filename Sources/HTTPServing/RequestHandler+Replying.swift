import NIOCore

extension RequestHandler {
    /// Performs a reply: now, or when its response is complete.
    func perform(_ reply: Reply, _ context: ChannelHandlerContext) {
        switch reply.content {
        case .now(let response):
            answer(with: response, reply.fault, onFinish: reply.onFinish, context)
        case .later(let response):
            wait(for: response, reply, context)
        case .stream(let response):
            stream(response, reply, context)
        case .cut(.reset):
            breakOff(.reset, onFinish: reply.onFinish, context)
        case .cut(.close):
            breakOff(.brokenOff, onFinish: reply.onFinish, context)
        }
    }

    /// Writes a response, with its fault if it has one; all faults are chosen here.
    private func answer(
        with response: Response,
        _ fault: WireFault?,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        switch fault {
        case nil:
            send(response, onFinish: onFinish, context)
        case .truncate(let count):
            truncate(response, after: count, onFinish: onFinish, context)
        case .truncateHead(let count):
            truncateHead(of: response, after: count, onFinish: onFinish, context)
        case .drip(let chunk, let pause):
            drip(response, at: Drip.Pace(chunk: chunk, every: pause), onFinish: onFinish, context)
        }
    }

    private func wait(for response: PendingResponse, _ reply: Reply, _ context: ChannelHandlerContext) {
        let eventLoop = context.eventLoop
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        let ready = response.settle { next in
            eventLoop.execute { handler.value.finishPending(with: next) }
        }
        if let ready {
            perform(ready.following(reply), context)
            return
        }
        pending = PendingReply(response: response, reply: reply)
        if isInputClosed || isQuiescing {
            leaveHang(context)
        }
        if isQuiescing {
            response.stop()
        } else if let timeout = response.timeout {
            pending?.timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) { response.expire() }
        }
    }

    private func finishPending(with next: Reply) {
        guard let context, let pending, phase == .answering else {
            next.lose()
            return
        }
        pending.timer?.cancel()
        self.pending = nil
        perform(next.following(pending.reply), context)
        proceed(context)
    }

    /// Continues after a response that was written between two reads.
    func proceed(_ context: ChannelHandlerContext) {
        takeBacklog(context)
        clock.readCompleted(in: phase, now: context.eventLoop.now)
        settle(context)
    }

    /// Handles the requests that were parsed while a reply was pending, up to the next pending reply.
    private func takeBacklog(_ context: ChannelHandlerContext) {
        clock.sawRequestPart()
        while phase != .answering, let event = backlog.popFirst() {
            switch event {
            case .part(let part): receive(part, context)
            case .failure(let failure): refuse(failure, context)
            }
        }
        // When the head of a dripped or streamed response was written, it was not yet known to be the last response.
        if phase == .idle && (isInputClosed || isQuiescing) || phase == .collecting && isInputClosed {
            closeBehindWrites(context)
        }
    }

    /// Writes a response, and closes the connection after it if it is the last one.
    func send(_ response: Response, onFinish: (@Sendable (Reply.Outcome) -> Void)?, _ context: ChannelHandlerContext) {
        let bytes = encode(response, context)
        finish(with: bytes, finishPromise(onFinish, context), context)
    }

    /// Whether another response may follow on the connection.
    ///
    /// None follows once the server has begun to drain, even before the connection has received that event.
    var mayKeepAlive: Bool {
        exchange.keepsAlive && !setup.drain.hasBegun && !(isInputClosed && backlog.isEmpty)
    }

    /// Encodes a response, and sets `exchange.keepsAlive` to whether another one may follow on the connection.
    func encode(_ response: Response, _ context: ChannelHandlerContext) -> ByteBuffer {
        exchange.keepsAlive = mayKeepAlive
        var buffer = context.channel.allocator.buffer(capacity: ResponseEncoder.reservation(for: response))
        exchange.keepsAlive = encoder.encode(response, for: exchange, into: &buffer)
        return buffer
    }

    /// Writes the last bytes of a response.
    func finish(with bytes: ByteBuffer, _ written: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        if exchange.keepsAlive {
            phase = .idle
            write(bytes, promise: written, context)
        } else {
            close(behind: bytes, written, context)
        }
    }

    /// Writes bytes, which ``settle(_:)`` flushes.
    func write(_ bytes: ByteBuffer, promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        needsFlush = true
        context.write(wrapOutboundOut(bytes), promise: promise)
    }

    /// A promise for the last bytes of a reply that calls `onFinish`; nil without `onFinish`.
    func finishPromise(
        _ onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        success: Reply.Outcome = .written,
        _ context: ChannelHandlerContext
    ) -> EventLoopPromise<Void>? {
        guard let onFinish else { return nil }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { result in
            switch result {
            case .success: onFinish(success)
            case .failure: onFinish(.connectionLost)
            }
        }
        return promise
    }
}
