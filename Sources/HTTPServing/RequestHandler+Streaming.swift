import NIOCore

extension RequestHandler {
    /// Writes the head of a streamed response with what was sent so far; the rest is written as it is sent.
    ///
    /// If the client has closed its side or the server has begun to drain, that is the whole response.
    func stream(_ response: StreamedResponse, _ reply: Reply, _ context: ChannelHandlerContext) {
        exchange.keepsAlive = mayKeepAlive && !exchange.isOldVersion
        var head = context.channel.allocator.buffer(capacity: 512)
        exchange.keepsAlive = encoder.encodeHead(of: response, for: exchange, into: &head)
        guard ResponseEncoder.writesBody(with: response.status, for: exchange) else {
            response.close()
            finish(with: head, finishPromise(reply.onFinish, context), context)
            return
        }
        let stream = OpenStream(response: response, reply: reply, isChunked: !exchange.isOldVersion)
        openStream = stream
        let eventLoop = context.eventLoop
        let handler = NIOLoopBound(self, eventLoop: eventLoop)
        response.consume {
            eventLoop.execute { handler.value.streamIsReadable() }
        }
        let endsNow = isInputClosed || setup.drain.hasBegun
        let piece = endsNow ? response.close() : response.take()
        write(piece, of: stream, behind: head, success: isInputClosed ? .connectionLost : .written, context)
    }

    private func streamIsReadable() {
        guard let context else { return }
        continueStream(context)
        settle(context)
    }

    /// Writes what was sent in the meantime, unless the client has not read what was written before.
    func continueStream(_ context: ChannelHandlerContext) {
        guard let openStream, isWritable else { return }
        let piece = openStream.response.take()
        guard piece.isLast || !piece.bytes.isEmpty else { return }
        write(piece, of: openStream, context)
        if piece.isLast {
            proceed(context)
        }
    }

    /// Ends a stream that its producer has not ended, so that its body is complete; does nothing without a stream.
    ///
    /// The outcome is `success` if the last bytes can be written.
    func endStream(success: Reply.Outcome, _ context: ChannelHandlerContext) {
        continueStream(context)
        guard let openStream else { return }
        write(openStream.response.close(), of: openStream, success: success, context)
        proceed(context)
    }

    /// Writes a piece behind `head`; the last piece ends the response.
    private func write(
        _ piece: StreamedResponse.Piece,
        of stream: OpenStream,
        behind head: ByteBuffer = ByteBuffer(),
        success: Reply.Outcome = .written,
        _ context: ChannelHandlerContext
    ) {
        var bytes = head
        stream.encode(piece, into: &bytes)
        guard piece.isLast else {
            write(bytes, promise: nil, context)
            return
        }
        openStream = nil
        finish(with: bytes, finishPromise(stream.reply.onFinish, success: success, context), context)
    }
}
