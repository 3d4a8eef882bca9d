import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
    import Glibc
#endif

/// Watches one connection to a receiver: whether it was used before, and whether anything of an answer has come.
///
/// It sits between the parser and TLS, and lets everything through.
final class ReceiverConnection: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = IOData

    /// The state of a socket on which both sides may send, as the kernel numbers it.
    private static let established: UInt8 = 1

    /// Whom the attempts on it go to, such as `http://127.0.0.1:3000`.
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

    /// An attempt has begun to be written.
    func begin(to receiver: String) -> ReceiverConnectionUse {
        self.receiver = receiver
        isBusy = true
        useCount += 1
        hasAnswered = false
        return ReceiverConnectionUse(connection: self, number: useCount)
    }

    /// An attempt is over; the next one may have been given the connection before anybody hears of that.
    func end(_ use: ReceiverConnectionUse) {
        if use.number == useCount { isBusy = false }
    }

    /// Whether an attempt was not its first, and has not seen a byte of an answer.
    func wasReusedAndSilent(_ use: ReceiverConnectionUse) -> Bool {
        use.number == useCount && useCount > 1 && !hasAnswered
    }

    /// Whether the receiver has closed its side, also when nobody has read that yet.
    var isLeft: Bool {
        guard let context, context.channel.isActive else { return true }
        #if canImport(Glibc)
            guard let socket = context.channel as? any SocketOptionProvider else { return false }
            var isLeft = false
            // On the channel's own loop the answer is there at once.
            socket.getTCPInfo().assumeIsolated().whenSuccess { info in isLeft = info.tcpi_state != Self.established }
            return isLeft
        #else
            return false
        #endif
    }

    /// Closes at once, without the farewell that TLS would wait for.
    func close() {
        guard let context else { return }
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLClientHandler.self)
        (tls ?? context).close(promise: nil)
    }
}
