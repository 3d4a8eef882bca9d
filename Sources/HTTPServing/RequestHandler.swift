import NIOCore
import NIOHTTP1
import NIOTLS

/// The channel handler of a connection: it collects a request, asks the responder and performs the reply.
///
/// It comes after the request parser and writes plain bytes, so that an ordinary response is one write. Responses keep
/// the order of the requests: while a reply is pending, parsed requests wait in the backlog and reading stops.
final class RequestHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    enum Phase {
        /// Nothing, or only part of a header section, has arrived since the last response.
        case idle
        /// The header section has been read, the body is arriving.
        case collecting
        /// The reply is pending, or its response is dripped or streamed.
        case answering
        /// The last response of the connection is written; input is read and dropped until the client closes.
        case closing
        /// The connection is closed.
        case closed
    }

    /// An output of the parser while a reply was pending.
    enum Event {
        case part(HTTPServerRequestPart)
        case failure(ProtocolFailure)
    }

    let setup: ConnectionSetup
    let isSecure: Bool
    let identity = ConnectionIdentity()
    var context: ChannelHandlerContext?

    var phase = Phase.idle
    var exchange = Exchange.unreadable
    var incoming: IncomingRequest?
    var pending: PendingReply?
    var drip: Drip?
    var openStream: OpenStream?
    var backlog = CircularBuffer<Event>()
    var encoder = ResponseEncoder()

    var isQuiescing = false
    var isInputClosed = false
    var isWritable = true
    var isReadHeld = false
    var needsFlush = false
    var hasWrittenLast = false
    var ending = Ending.orderly
    /// Whether the last request was answered without having been read to its end.
    var leavesInput = false
    var drainTimer: Scheduled<Void>?
    var clock: ConnectionClock

    init(setup: ConnectionSetup, isSecure: Bool) {
        self.setup = setup
        self.isSecure = isSecure
        clock = ConnectionClock(limits: setup.limits, isHandshaking: isSecure)
    }

    // MARK: - Events of the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        clock.connected(now: context.eventLoop.now)
        if setup.drain.hasBegun {
            quiesce(context)
        }
        settle(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        phase = .closed
        backlog.removeAll()
        incoming = nil
        clock.stop()
        drainTimer?.cancel()
        pending?.lose()
        pending = nil
        drip?.lose()
        drip = nil
        openStream?.reply.lose()
        openStream = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        clock.sawRequestPart()
        if phase == .answering {
            postpone(.part(part))
        } else {
            receive(part, context)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        clock.readCompleted(in: phase, now: context.eventLoop.now)
        settle(context)
    }

    func read(context: ChannelHandlerContext) {
        if canRead {
            context.read()
        } else {
            isReadHeld = true
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        clock.clientTookBytes(in: phase, now: context.eventLoop.now)
        continueStream(context)
        settle(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            quiesce(context)
        case ChannelEvent.inputClosed:
            inputClosed(context)
        case TLSUserEvent.handshakeCompleted:
            clock.handshakeCompleted()
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let failure = ProtocolFailure(error) {
            if phase == .answering {
                postpone(.failure(failure))
            } else {
                refuse(failure, context)
            }
            settle(context)
        } else if phase != .closing || !(error is ByteToMessageDecoderError) {
            // While closing, a parser error about bytes after a refused request is ignored; they are dropped anyway.
            context.close(promise: nil)
        }
    }

    // MARK: - Turns of the event loop

    /// Whether to read: not while a reply is pending, and not from a client that does not read its responses.
    private var canRead: Bool {
        switch phase {
        case .answering: false
        case .idle, .collecting: isWritable
        case .closing, .closed: true
        }
    }

    /// Queues what follows the current request, unless the connection ends with the current response.
    private func postpone(_ event: Event) {
        if exchange.keepsAlive {
            backlog.append(event)
        }
    }

    /// Ends a turn of the event loop: flushes what was written, sets the timer, resumes reading.
    func settle(_ context: ChannelHandlerContext) {
        if needsFlush {
            needsFlush = false
            context.flush()
        }
        guard phase != .closed else { return }
        armTimer(context)
        if isReadHeld && canRead {
            isReadHeld = false
            context.read()
        }
    }
}
