import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
    import Glibc
#endif

/// One connection to a receiver, for one attempt after another.
final class ReceiverConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// The number of the state TCP_ESTABLISHED in the Linux kernel, in which both sides may send.
    private static let established: UInt8 = 1
    private static let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
    private static let headOfHEAD = HTTPRequestHead(version: .http1_1, method: .HEAD, uri: "/")

    let receiver: Receiver
    private let wire: ReceiverWire
    /// The connections that it belongs to; nil before it is connected, and after its end.
    private var connections: ReceiverConnections?
    private var context: ChannelHandlerContext?
    /// The channel, if it has a socket; the cast is too slow for each attempt.
    private var socket: (any SocketOptionProvider)?
    private var attempt: ReceiverAttempt?
    private var attemptCount = 0
    private var response = CollectedAnswer(extent: .first(0))
    /// When its last attempt ended.
    var idleSince = NIODeadline.now()

    init(to receiver: Receiver, wire: ReceiverWire) {
        self.receiver = receiver
        self.wire = wire
    }

    /// Whether an attempt is under way on it.
    var isBusy: Bool { attempt != nil }

    /// Takes its place among the connections until it ends.
    func join(_ connections: ReceiverConnections) {
        self.connections = connections
    }

    /// Sends a request, whose answer or error `attempt` gets.
    func send(_ request: ByteBuffer, for attempt: ReceiverAttempt) {
        self.attempt = attempt
        attemptCount += 1
        response = CollectedAnswer(extent: attempt.extent)
        wire.hasReceived = false
        guard let context else { return fail(ChannelError.ioOnClosedChannel) }
        context.write(wrapOutboundOut(.head(attempt.isForHead ? Self.headOfHEAD : Self.head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(request))), promise: nil)
    }

    /// Closes the connection, whose attempt gets nothing more.
    func close() {
        attempt = nil
        guard let context else { return }
        // Past the TLS handler, which would send a close_notify and wait for the reply.
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self)
        (tls ?? context).close(promise: nil)
    }

    /// Whether the receiver has closed its side, even if that has not been read from the socket yet.
    var isLeft: Bool {
        guard let context, context.channel.isActive else { return true }
        #if canImport(Glibc)
            guard let socket else { return false }
            var isLeft = false
            // On the channel's own event loop the future is complete at once.
            socket.getTCPInfo().assumeIsolated().whenSuccess { info in isLeft = info.tcpi_state != Self.established }
            return isLeft
        #else
            return false
        #endif
    }

    // MARK: What the channel reports

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        socket = context.channel as? any SocketOptionProvider
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
        socket = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            switch unwrapInboundIn(data) {
            case .head(let head):
                try response.begin(head)
            case .body(let part):
                if try response.add(part) { finish(isReusable: false) }
            case .end:
                finish(isReusable: response.keepsConnection && context.channel.isActive)
            }
        } catch {
            fail(error)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Some servers close the connection without a close_notify. Its end follows, and there the parser decides whether
        // the response is whole.
        if case NIOSSLError.uncleanShutdown = error { return }
        fail(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func finish(isReusable: Bool) {
        guard let attempt else { return }
        self.attempt = nil
        // A release may begin the next attempt on this connection at once.
        let answer = response.answer
        if isReusable { connections?.release(self) } else { close() }
        attempt.end(.success(answer))
    }

    private func fail(_ error: any Error) {
        let attempt = attempt
        close()
        attempt?.connectionFailed(error, wasReusedAndSilent: attemptCount > 1 && !wire.hasReceived)
    }

    private func end() {
        connections?.remove(self)
        connections = nil
        fail(ChannelError.eof)
    }
}
