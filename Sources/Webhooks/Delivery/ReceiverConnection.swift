import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
    import Glibc
#endif

/// Watches one connection to a receiver: whether it was used before, and whether a byte of a response has come.
///
/// It is a channel handler between TLS and the HTTP parser, and passes everything on unchanged.
final class ReceiverConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = IOData

    /// The number of the state TCP_ESTABLISHED in the Linux kernel, in which both sides may send.
    private static let established: UInt8 = 1

    /// The receiver of the attempts on it, such as `http://127.0.0.1:3000`; nil before the first attempt.
    private(set) var receiver: String?
    /// Whether an attempt is under way on it.
    private(set) var isBusy = false
    private var useCount = 0
    private var hasAnswered = false
    private var context: ChannelHandlerContext?
    private let onWrite: (ReceiverConnection) -> Void
    private let onEnd: (ReceiverConnection) -> Void

    init(onWrite: @escaping (ReceiverConnection) -> Void, onEnd: @escaping (ReceiverConnection) -> Void) {
        self.onWrite = onWrite
        self.onEnd = onEnd
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        onEnd(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasAnswered = true
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        onWrite(self)
        context.write(data, promise: promise)
    }

    /// Records that an attempt has begun to be written.
    func begin(to receiver: String) -> ReceiverConnectionUse {
        self.receiver = receiver
        isBusy = true
        useCount += 1
        hasAnswered = false
        return ReceiverConnectionUse(connection: self, number: useCount)
    }

    /// Records that an attempt has ended, unless the next one has begun to use the connection already.
    func end(_ use: ReceiverConnectionUse) {
        if use.number == useCount { isBusy = false }
    }

    /// Whether the attempt was not the first on the connection, and no byte of its response has come.
    func wasReusedAndSilent(_ use: ReceiverConnectionUse) -> Bool {
        use.number == useCount && useCount > 1 && !hasAnswered
    }

    /// Whether the receiver has closed its side, even if that has not been read from the socket yet.
    var isLeft: Bool {
        guard let context, context.channel.isActive else { return true }
        #if canImport(Glibc)
            guard let socket = context.channel as? any SocketOptionProvider else { return false }
            var isLeft = false
            // On the channel's own event loop the future is complete at once.
            socket.getTCPInfo().assumeIsolated().whenSuccess { info in isLeft = info.tcpi_state != Self.established }
            return isLeft
        #else
            return false
        #endif
    }

    /// Closes at once, past the TLS handler, which would send a close_notify and wait for the reply.
    func close() {
        guard let context else { return }
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self)
        (tls ?? context).close(promise: nil)
    }
}
