import NIOCore
import NIOHTTP1

/// The end of the pipeline below the HTTP parser: it passes on requests that are bytes already, and watches for bytes.
///
/// The head of a request only tells the parser that a response will come.
final class ReceiverWire: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = IOData

    /// Whether a byte has come since this was last set to false.
    var hasReceived = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasReceived = true
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .body(let bytes) = unwrapOutboundIn(data) else { return }
        context.write(wrapOutboundOut(bytes), promise: promise)
    }
}
