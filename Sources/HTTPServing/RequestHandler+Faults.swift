import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension RequestHandler {
    /// Ends the connection instead of responding, after earlier responses have been written.
    func breakOff(
        _ ending: Ending,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        let written = finishPromise(onFinish, success: .connectionLost, context)
        close(behind: context.channel.allocator.buffer(capacity: 0), written, ending: ending, context)
    }

    /// Ends a hang whose client has closed its side, or whose server stops.
    ///
    /// A client that still waits for a response looks the same as one that is gone, but most of them are gone. If the
    /// reply is being made, its request has an effect, and the reply is written as soon as it is complete.
    func leaveHang(_ context: ChannelHandlerContext) {
        guard let pending, pending.response.isHanging, pending.response.abandonIfUnclaimed() else { return }
        self.pending = nil
        breakOff(.brokenOff, onFinish: pending.reply.onFinish, context)
    }

    /// Resets the connection: closing a socket with SO_LINGER 0 sends a TCP RST.
    func reset(_ context: ChannelHandlerContext) {
        guard let socket = context.channel as? any SocketOptionProvider else {
            cutOff()
            return
        }
        let lingersNot = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        lingersNot.assumeIsolated().whenComplete { [self] _ in cutOff() }
    }

    /// Writes the head and `count` bytes of the body, then ends the connection.
    func truncate(
        _ response: Response,
        after count: Int,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        let length = ResponseEncoder.bodyLength(of: response, for: exchange)
        let missing = max(0, length - max(0, count))
        var bytes = encode(response, context)
        bytes.moveWriterIndex(to: bytes.writerIndex - missing)
        let written = finishPromise(onFinish, success: missing > 0 ? .connectionLost : .written, context)
        close(behind: bytes, written, ending: missing > 0 ? .brokenOff : .orderly, context)
    }

    /// Writes `count` bytes of the header section, or half of it, then ends the connection.
    func truncateHead(
        of response: Response,
        after count: Int?,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        var bytes = encode(response, context)
        let head = bytes.readableBytes - ResponseEncoder.bodyLength(of: response, for: exchange)
        // The final CR LF CR LF is never written, so that no client can take the section for a complete one.
        let longest = head - "\r\n\r\n".utf8.count
        bytes.moveWriterIndex(to: bytes.readerIndex + min(max(1, count ?? head / 2), longest))
        close(behind: bytes, finishPromise(onFinish, success: .connectionLost, context), ending: .brokenOff, context)
    }

    /// Writes the head with the first piece of the body; a timer writes each of the others.
    func drip(
        _ response: Response,
        at pace: Drip.Pace,
        onFinish: (@Sendable (Reply.Outcome) -> Void)?,
        _ context: ChannelHandlerContext
    ) {
        let held = ResponseEncoder.bodyLength(of: response, for: exchange) - pace.chunk
        guard held > 0 else {
            send(response, onFinish: onFinish, context)
            return
        }
        var bytes = encode(response, context)
        let start = bytes.readSlice(length: bytes.readableBytes - held)
        let written = finishPromise(onFinish, context)
        drip = Drip(of: bytes, at: pace, written: written)
        write(start ?? bytes, promise: nil, context)
        scheduleDrip(context)
    }

    private func scheduleDrip(_ context: ChannelHandlerContext) {
        drip?.setTimer { pause in
            context.eventLoop.assumeIsolated().scheduleTask(in: pause) { [self] in dripOn() }
        }
    }

    private func dripOn() {
        guard let context, let (piece, isLast) = drip?.next() else { return }
        guard isLast else {
            write(piece, promise: nil, context)
            scheduleDrip(context)
            settle(context)
            return
        }
        let written = drip?.written
        drip = nil
        finish(with: piece, written, context)
        proceed(context)
    }
}
