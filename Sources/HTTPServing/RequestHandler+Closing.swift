import NIOCore
import NIOSSL

extension RequestHandler {
    /// How a connection ends behind its last bytes.
    enum Ending {
        /// As the protocols want it.
        case orderly
        /// Without the farewell of TLS.
        case brokenOff
        /// With a reset (TCP RST).
        case reset
    }

    /// Writes the last bytes of the connection, then closes in such a way that the client can read them.
    ///
    /// A socket that is closed with unread input resets the connection, and a reset destroys answers under way. So only
    /// the output is closed, and what the client still sends is dropped for a while (RFC 9112, section 9.6).
    func close(
        behind bytes: ByteBuffer,
        _ promise: EventLoopPromise<Void>?,
        ending: Ending = .orderly,
        _ context: ChannelHandlerContext
    ) {
        phase = .closing
        self.ending = ending
        backlog.removeAll()
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] _ in lastBytesWritten() }
        write(bytes, promise: written, context)
        clock.waitForLastWrite(now: context.eventLoop.now)
    }

    /// Closes as soon as earlier answers are on their way.
    func closeBehindWrites(_ context: ChannelHandlerContext) {
        close(behind: context.channel.allocator.buffer(capacity: 0), nil, context)
    }

    private func lastBytesWritten() {
        guard let context, phase == .closing else { return }
        hasWrittenLast = true
        if ending == .reset {
            reset(context)
        } else if !closeIfDone(context) {
            outlet(context).close(mode: .output, promise: nil)
            clock.linger(now: context.eventLoop.now)
            settle(context)
        }
    }

    /// Closes completely once both sides have said their last; a server that drains does not wait for idle clients.
    @discardableResult
    func closeIfDone(_ context: ChannelHandlerContext) -> Bool {
        guard hasWrittenLast && (isInputClosed || (isQuiescing && !leavesInput)) else { return false }
        outlet(context).close(promise: nil)
        return true
    }

    /// Where a close begins its way to the socket.
    private func outlet(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        ending == .orderly ? context : outletWithoutFarewell(context)
    }

    /// The same below TLS.
    private func outletWithoutFarewell(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        let tls = isSecure ? try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) : nil
        return tls ?? context
    }

    /// Begins the end: an idle connection closes now, a request in flight is answered until the deadline.
    func quiesce(_ context: ChannelHandlerContext) {
        guard !isQuiescing else { return }
        isQuiescing = true
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        drainTimer = context.eventLoop.scheduleTask(in: TimeAmount(setup.drainTimeout)) { handler.value.cutOff() }
        if phase == .idle && !clock.isReadingHead {
            closeBehindWrites(context)
            settle(context)
        }
    }

    /// Closes at once, without the farewell that TLS would wait for.
    func cutOff() {
        guard let context, phase != .closed else { return }
        outletWithoutFarewell(context).close(promise: nil)
    }

    func armTimer(_ context: ChannelHandlerContext) {
        guard clock.needsTimer else { return }
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        clock.setTimer { deadline in
            context.eventLoop.scheduleTask(deadline: deadline) { handler.value.timerFired() }
        }
    }

    private func timerFired() {
        guard let context, phase != .closed else { return }
        if clock.timerIsDue(now: context.eventLoop.now) {
            deadlinePassed(context)
        }
        settle(context)
    }

    private func deadlinePassed(_ context: ChannelHandlerContext) {
        switch phase {
        case .idle where clock.isReadingHead, .collecting:
            refuse(.timedOut, context)
        case .idle, .closing:
            cutOff()
        case .answering, .closed:
            break
        }
    }
}
