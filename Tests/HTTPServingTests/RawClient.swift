import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A client that sends exactly the given bytes, and reads exactly the bytes that come back.
///
/// Every wait ends with an error after the time limit, so that a broken server cannot hang a test.
final class RawClient {
    struct TimeLimitExceeded: Error {}
    struct ConnectionEnded: Error {
        var leftover: String
    }

    let channel: any Channel
    private let stream: AsyncThrowingStream<ByteBuffer, any Error>
    private var iterator: AsyncThrowingStream<ByteBuffer, any Error>.Iterator
    private var received = ByteBuffer()

    private init(channel: any Channel, stream: AsyncThrowingStream<ByteBuffer, any Error>) {
        self.channel = channel
        self.stream = stream
        iterator = stream.makeAsyncIterator()
    }

    static func connect(
        port: Int,
        host: String = "127.0.0.1",
        tls: NIOSSLContext? = nil,
        serverName: String? = "localhost",
        sending start: String = ""
    ) async throws -> RawClient {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(2))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls {
                        try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: serverName))
                    }
                    try pipeline.addHandler(Receiver(continuation: continuation))
                }
            }
            .connect(host: host, port: port)
            .flatMap { channel in
                // Sent on the event loop, so that a busy machine does not delay the first byte after the connection.
                guard !start.isEmpty else { return channel.eventLoop.makeSucceededFuture(channel) }
                return channel.writeAndFlush(ByteBuffer(string: start)).map { channel }
            }
            .get()
        let limit = channel.eventLoop.scheduleTask(in: .minutes(2)) {
            continuation.finish(throwing: TimeLimitExceeded())
        }
        channel.closeFuture.whenComplete { _ in limit.cancel() }
        return RawClient(channel: channel, stream: stream)
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    /// Sends and ignores the error if the server no longer reads.
    func sendAnyway(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    func closeOutput() async throws {
        try await channel.close(mode: .output).get()
    }

    func close() {
        channel.close(promise: nil)
    }

    /// Ends the connection with a reset, as a process that crashes does.
    func reset() async throws {
        let options = channel as? any SocketOptionProvider
        try await options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close().get()
    }

    /// The next response; its body is read to its Content-Length.
    func response(toHead: Bool = false) async throws -> RawResponse {
        var head: RawResponse?
        while head == nil {
            head = RawResponse(takingHeadFrom: &received)
            if head == nil, try await !receive() {
                throw ConnectionEnded(leftover: String(buffer: received))
            }
        }
        guard var response = head else { throw ConnectionEnded(leftover: "") }
        let length = toHead || !response.mayHaveBody ? 0 : response["content-length"].flatMap { Int($0) } ?? 0
        while received.readableBytes < length {
            guard try await receive() else { throw ConnectionEnded(leftover: String(buffer: received)) }
        }
        response.body = received.readString(length: length) ?? ""
        return response
    }

    /// Everything up to and including this text.
    func text(through end: String) async throws -> String {
        while true {
            let text = String(buffer: received)
            if let found = text.range(of: end) {
                let length = text.utf8.distance(from: text.startIndex, to: found.upperBound)
                return received.readString(length: length) ?? ""
            }
            guard try await receive() else { throw ConnectionEnded(leftover: text) }
        }
    }

    /// The `errno` with which the connection ends; nil if it ends in order.
    func failure() async throws -> CInt? {
        do {
            _ = try await rest()
            return nil
        } catch let error as IOError {
            return error.errnoCode
        }
    }

    /// Everything up to the end of the connection.
    func rest() async throws -> String {
        while try await receive() {}
        return String(buffer: received)
    }

    /// The bytes that have arrived and were not read yet.
    var unread: String {
        String(buffer: received)
    }

    private func receive() async throws -> Bool {
        guard let bytes = try await iterator.next() else { return false }
        received.writeImmutableBuffer(bytes)
        return true
    }
}

/// Yields the bytes that a channel reads to a stream.
private final class Receiver: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let continuation: AsyncThrowingStream<ByteBuffer, any Error>.Continuation

    init(continuation: AsyncThrowingStream<ByteBuffer, any Error>.Continuation) {
        self.continuation = continuation
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        continuation.yield(unwrapInboundIn(data))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            continuation.finish()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        continuation.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        continuation.finish(throwing: error)
    }
}
