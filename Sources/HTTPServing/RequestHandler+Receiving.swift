import NIOCore
import NIOHTTP1

extension RequestHandler {
    /// Handles the next part of the current request.
    func receive(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (phase, part) {
        case (.idle, .head(let head)):
            begin(head, context)
        case (.collecting, .body(let bytes)):
            collect(bytes, context)
        case (.collecting, .end):
            guard let incoming else { return }
            self.incoming = nil
            answer(incoming.head, incoming.body, context)
        case (.idle, _), (.collecting, .head), (.answering, _), (.closing, _), (.closed, _):
            return
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var head = head
        if head.headers.arePadded { head.headers = head.headers.trimmed }
        let framing = RequestFraming(head)
        exchange = Exchange(head: head, framing: framing)
        guard head.uri.utf8.count <= setup.limits.requestTargetLength else {
            refuse(.targetTooLong, context)
            return
        }
        if let failure = framing.failure {
            refuse(failure, context)
            return
        }
        let limit = framing.hasBody ? setup.responder.bodyLimit(for: head) : 0
        if let length = framing.contentLength, length > limit {
            answerUnread(head, .tooLarge(limit: limit), context)
            return
        }
        if framing.expectsContinue && framing.hasBody {
            if case .unsupported(let coding) = framing.contentCoding {
                answerUnread(head, .unsupportedCoding(coding), context)
                return
            }
            writeContinue(context)
        }
        phase = .collecting
        incoming = IncomingRequest(head: head, framing: framing, limit: limit)
    }

    private func collect(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard let fits = incoming?.append(bytes), !fits, let refused = incoming else { return }
        incoming = nil
        answerUnread(refused.head, .tooLarge(limit: refused.limit), context)
    }

    /// Answers a request whose body is not read to its end; the connection cannot be used for another request.
    private func answerUnread(_ head: HTTPRequestHead, _ body: Request.Body, _ context: ChannelHandlerContext) {
        exchange.keepsAlive = false
        leavesInput = true
        answer(head, body, context)
    }

    private func answer(_ head: HTTPRequestHead, _ body: Request.Body, _ context: ChannelHandlerContext) {
        phase = .answering
        let request = Request(head: head, body: body, isSecure: isSecure, connection: identity)
        perform(setup.responder.respond(to: request), context)
    }

    private func writeContinue(_ context: ChannelHandlerContext) {
        var buffer = context.channel.allocator.buffer(capacity: 32)
        buffer.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
        context.write(wrapOutboundOut(buffer), promise: nil)
        needsFlush = true
    }

    /// Answers an invalid or late request without asking the responder.
    func refuse(_ failure: ProtocolFailure, _ context: ChannelHandlerContext) {
        guard phase == .idle || phase == .collecting else { return }
        if phase == .idle && failure.isOfHead {
            exchange = .unreadable
        }
        exchange.keepsAlive = false
        leavesInput = true
        incoming = nil
        send(failure.response, onFinish: nil, context)
    }

    /// Handles a client that has closed its side; it may still read, so complete requests are answered first.
    func inputClosed(_ context: ChannelHandlerContext) {
        isInputClosed = true
        switch phase {
        case .idle:
            closeBehindWrites(context)
        case .collecting, .closed:
            context.close(promise: nil)
        case .answering:
            leaveHang(context)
            endStream(success: .connectionLost, context)
        case .closing:
            closeIfDone(context)
        }
        settle(context)
    }
}
