import Dispatch
import NIOCore
import NIOPosix
import Synchronization

/// A receiver that knows just enough HTTP to see where a request ends, and does then what its script says.
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
        /// One byte after another, for ever, with a pause between them.
        case dribble(every: TimeAmount)
        /// As fast as the other side reads, for ever.
        case flood(String)
        case close
        /// Sends nothing more, and goes on reading.
        case finish
        /// Ends the connection as a process does that crashes.
        case reset
    }

    enum Event: Equatable, Sendable {
        case request(Request)
        /// The connection's end, with what came and was no whole request.
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

    /// Holds the calling thread until a connection was told that nothing more is sent.
    func waitForFinish() {
        finished.wait()
    }

    /// Takes the connections that waited because it was started not to accept any.
    func accept() async throws {
        try await channel.setOption(.autoRead, value: true).get()
    }

    func stop() async throws {
        try await channel.close().get()
    }

    /// The first events; what comes later is left to the next who asks.
    func first(_ count: Int) async -> [Event] {
        var found: [Event] = []
        for await event in events {
            found.append(event)
            if found.count == count { break }
        }
        return found
    }

    /// All that was received up to now: nothing comes after it is stopped.
    func rest() async throws -> [Event] {
        try await stop()
        return await events.reduce(into: []) { $0.append($1) }
    }
}

/// Counts connections, on the event loops that accept them.
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
