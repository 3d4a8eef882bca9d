import Dispatch
import NIOCore
import NIOPosix
import Synchronization

/// A receiver that reads requests with minimal HTTP, and then follows a script.
struct RawReceiver {
    /// A request as it came over the wire.
    struct Request: Equatable, Sendable {
        /// 0 for the first connection.
        var connection: Int
        /// The request line and the headers as they were, without the empty line.
        var lines: [String]
        var body: [UInt8]

        var path: String { lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    enum Step: Sendable {
        case send(String)
        /// Sends one byte after another, for ever, with a pause between them.
        case dribble(every: TimeAmount)
        /// Sends the text for ever, as fast as the other side reads.
        case flood(String)
        case close
        /// Closes the sending half, and goes on reading.
        case finish
        /// Ends the connection with a reset, as a process that crashes does.
        case reset
    }

    enum Event: Equatable, Sendable {
        case request(Request)
        /// The end of a connection, with received bytes that were not a whole request.
        case closed(connection: Int, leftover: String)

        /// The connection that it happened on.
        var connection: Int {
            switch self {
            case .request(let request): request.connection
            case .closed(let connection, _): connection
            }
        }
    }

    typealias Script = @Sendable (Request) -> [Step]

    let channel: any Channel
    let events: AsyncStream<Event>
    private let finished: DispatchSemaphore

    var port: Int { channel.localAddress?.port ?? 0 }

    static func start(
        host: String = "127.0.0.1",
        backlog: Int32 = 128,
        accepts: Bool = true,
        group: MultiThreadedEventLoopGroup = .singleton,
        script: @escaping Script
    ) async throws -> RawReceiver {
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        let numbers = ConnectionNumbers()
        let finished = DispatchSemaphore(value: 0)
        let channel = try await ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelOption(.autoRead, value: accepts)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let conversation = Conversation(number: numbers.next(), script: script, events: continuation) {
                        finished.signal()
                    }
                    try channel.pipeline.syncOperations.addHandler(conversation)
                }
            }
            .bind(host: host, port: 0).get()
        channel.closeFuture.whenComplete { _ in continuation.finish() }
        return RawReceiver(channel: channel, events: events, finished: finished)
    }

    /// Blocks the calling thread until the sending half of a connection is closed.
    func waitForFinish() {
        finished.wait()
    }

    /// Accepts the waiting connections of a receiver that was started with `accepts: false`.
    func accept() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    func stop() async throws {
        try await channel.close().get()
    }

    /// The next `count` events; later events are left for the next call.
    func first(_ count: Int) async -> [Event] {
        var found: [Event] = []
        for await event in events {
            found.append(event)
            if found.count == count { break }
        }
        return found
    }

    /// Stops the receiver and returns all events that were not read yet.
    func rest() async throws -> [Event] {
        try await stop()
        return await events.reduce(into: []) { $0.append($1) }
    }
}

/// Numbers the connections, on the event loops that accept them.
private final class ConnectionNumbers: Sendable {
    private let lastNumber = Mutex(-1)

    func next() -> Int {
        lastNumber.withLock { number in
            number += 1
            return number
        }
    }
}

/// One connection of the receiver.
private final class Conversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let number: Int
    private let script: RawReceiver.Script
    private let events: AsyncStream<RawReceiver.Event>.Continuation
    private var received = ByteBuffer()
    private var flood: ByteBuffer?
    private let onFinish: () -> Void

    init(
        number: Int,
        script: @escaping RawReceiver.Script,
        events: AsyncStream<RawReceiver.Event>.Continuation,
        onFinish: @escaping () -> Void
    ) {
        self.number = number
        self.script = script
        self.events = events
        self.onFinish = onFinish
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.writeImmutableBuffer(unwrapInboundIn(data))
        while let request = takeRequest() {
            events.yield(.request(request))
            for step in script(request) { run(step, context) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pour(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        events.yield(.closed(connection: number, leftover: String(buffer: received)))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func takeRequest() -> RawReceiver.Request? {
        let bytes = received.readableBytesView
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let framing = lines.first { $0.lowercased().hasPrefix("content-length: ") }
        let length = framing.flatMap { Int($0.dropFirst(16)) } ?? 0
        guard bytes[end.upperBound...].count >= length else { return nil }
        received.moveReaderIndex(to: end.upperBound)
        return RawReceiver.Request(connection: number, lines: lines, body: received.readBytes(length: length) ?? [])
    }

    private func run(_ step: RawReceiver.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .send(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .dribble(let pause):
            dribble(every: pause, context)
        case .flood(let text):
            flood = ByteBuffer(string: text)
            pour(context)
        case .close:
            context.close(promise: nil)
        case .finish:
            context.close(mode: .output).assumeIsolated().whenComplete { [onFinish] _ in onFinish() }
        case .reset:
            let options = context.channel as? any SocketOptionProvider
            options?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        }
    }

    private func dribble(every pause: TimeAmount, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "x")), promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: pause) { self.dribble(every: pause, context) }
    }

    /// Writes while the other side reads.
    private func pour(_ context: ChannelHandlerContext) {
        guard let flood else { return }
        while context.channel.isWritable, context.channel.isActive {
            context.writeAndFlush(wrapOutboundOut(flood), promise: nil)
        }
    }
}
