import NIOCore
import NIOSSL

extension RequestHandler {
    /// How a connection ends after its last bytes.
    enum Ending {
        /// As TCP and TLS require it.
        case orderly
        /// Without the close_notify of TLS.
        case brokenOff
        /// With a reset (TCP RST).
        case reset
    }

    /// Writes the last bytes of the connection, then closes it in such a way that the client can read them.
    ///
    /// Closing a socket with unread input resets the connection, and a reset destroys responses that the client has not
    /// read. So only the output is closed, and for a while input is read and dropped (RFC 9112, section 9.6).
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

    /// Closes the connection as soon as earlier responses are written.
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

    /// Closes both directions if the last bytes are written and the client has closed its side.
    ///
    /// A server that drains does not wait for the client, unless it has left a part of a request unread.
    @discardableResult
    func closeIfDone(_ context: ChannelHandlerContext) -> Bool {
        guard hasWrittenLast && (isInputClosed || (isQuiescing && !leavesInput)) else { return false }
        if isSecure && isQuiescing && ending == .orderly {
            closeBehindFarewell(context)
        } else {
            outlet(context).close(promise: nil)
        }
        return true
    }

    /// Sends the close_notify of TLS and closes the connection, without waiting for the close_notify of the client.
    private func closeBehindFarewell(_ context: ChannelHandlerContext) {
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { [self] _ in cutOff() }
        context.close(mode: .output, promise: sent)
    }

    /// The context that a close starts at; below TLS if its close_notify must not be sent.
    private func outlet(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        ending == .orderly ? context : outletWithoutFarewell(context)
    }

    /// The context below TLS; the handler's own if there is no TLS.
    private func outletWithoutFarewell(_ context: ChannelHandlerContext) -> ChannelHandlerContext {
        let tls = isSecure ? try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) : nil
        return tls ?? context
    }

    /// Begins to drain: what only waits for its client closes now, and what only waits for time or an event ends.
    ///
    /// Another request in progress has the drain timeout to be answered.
    func quiesce(_ context: ChannelHandlerContext) {
        guard !isQuiescing else { return }
        isQuiescing = true
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        drainTimer = context.eventLoop.scheduleTask(in: TimeAmount(setup.drainTimeout)) { handler.value.cutOff() }
        switch phase {
        case .idle where clock.isHandshaking: cutOff()
        case .idle where !clock.isReadingHead: closeBehindWrites(context)
        case .closing: closeIfDone(context)
        case .answering: endWaits(context)
        case .idle, .collecting, .closed: break
        }
        settle(context)
    }

    private func endWaits(_ context: ChannelHandlerContext) {
        leaveHang(context)
        pending?.response.stop()
        endStream(success: .written, context)
    }

    /// Closes the connection at once, without the close_notify that TLS would wait for.
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
