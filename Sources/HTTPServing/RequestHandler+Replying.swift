import NIOCore

extension RequestHandler {
    /// Performs a reply: now, or when its answer is there.
    func perform(_ reply: Reply, _ context: ChannelHandlerContext) {
        switch reply.content {
        case .now(let response):
            answer(with: response, reply.fault, onFinish: reply.onFinish, context)
        case .later(let response):
            wait(for: response, reply, context)
        case .cut(.reset):
            breakOff(.reset, onFinish: reply.onFinish, context)
        case .cut(.close):
            breakOff(.brokenOff, onFinish: reply.onFinish, context)
        }
    }

    /// Brings an answer on the wire, or what a fault leaves of it; the one place where it is decided how.
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
        if isInputClosed {
            leaveHang(context)
        }
        if let timeout = response.timeout {
            pending?.timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) { response.expire() }
        }
    }

    private func finishPending(with next: Reply) {
        guard let context, let pending, phase == .answering else {
            next.onFinish?(.connectionLost)
            return
        }
        pending.timer?.cancel()
        self.pending = nil
        perform(next.following(pending.reply), context)
        goOn(context)
    }

    /// Ends the turn in which an answer came between two reads.
    func goOn(_ context: ChannelHandlerContext) {
        takeBacklog(context)
        clock.readCompleted(in: phase, now: context.eventLoop.now)
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
        // An answer that dripped did not know yet, when its head was written, that it would be the last one.
        if phase == .idle && (isInputClosed || isQuiescing) || phase == .collecting && isInputClosed {
            closeBehindWrites(context)
        }
    }

    /// Writes an answer, and ends the connection behind it if it is the last one.
    func send(_ response: Response, onFinish: (@Sendable (Reply.Outcome) -> Void)?, _ context: ChannelHandlerContext) {
        let bytes = encode(response, context)
        finish(with: bytes, finishPromise(onFinish, context), context)
    }

    /// The bytes of an answer; from now on the exchange says whether it is the last one of the connection.
    ///
    /// It is that from the moment in which the server begins to drain, also before this connection has heard of it.
    func encode(_ response: Response, _ context: ChannelHandlerContext) -> ByteBuffer {
        if setup.drain.hasBegun || (isInputClosed && backlog.isEmpty) {
            exchange.keepsAlive = false
        }
        var buffer = context.channel.allocator.buffer(capacity: ResponseEncoder.reservation(for: response))
        exchange.keepsAlive = encoder.encode(response, for: exchange, into: &buffer)
        return buffer
    }

    /// Writes the last bytes of an answer.
    func finish(with bytes: ByteBuffer, _ written: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        if exchange.keepsAlive {
            phase = .idle
            write(bytes, promise: written, context)
        } else {
            close(behind: bytes, written, context)
        }
    }

    /// Writes bytes that are sent when the turn ends.
    func write(_ bytes: ByteBuffer, promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        needsFlush = true
        context.write(wrapOutboundOut(bytes), promise: promise)
    }

    /// A promise for the last bytes of a reply, which tells the responder how it ended.
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
