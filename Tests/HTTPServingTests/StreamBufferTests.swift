import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import Testing

@testable import HTTPServing

/// Streamed responses on a connection whose clock and writability the test controls.
@Suite struct StreamBufferTests {
    private static let firstChunk = "5\r\nfirst\r\n"

    /// A connection on which a stream was requested; `drain` begins before the stream is returned.
    private func open(
        _ stream: StreamedResponse,
        drain: DrainFlag? = nil,
        onFinish: (@Sendable (Reply.Outcome) -> Void)? = nil
    ) throws -> EmbeddedChannel {
        let responder = TestResponder { _ in
            drain?.begin()
            return Reply(.stream(stream), onFinish: onFinish)
        }
        let setup = ConnectionSetup(
            responder: responder,
            limits: HTTPServerLimits(),
            drainTimeout: .seconds(1),
            drain: drain ?? DrainFlag()
        )
        let channel = EmbeddedChannel()
        try setup.install(on: channel, tls: nil)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        return channel
    }

    private func written(to channel: EmbeddedChannel) throws -> String {
        channel.embeddedEventLoop.run()
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    private func setWritable(_ isWritable: Bool, _ channel: EmbeddedChannel) {
        channel.isWritable = isWritable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    @Test func `the head of a streamed response comes with what was sent before it`() throws {
        let stream = StreamedResponse(headers: ["Content-Type": "text/event-stream", "Content-Length": "3"])
        stream.send("first")
        let channel = try open(stream)
        let start = try written(to: channel)
        #expect(start.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nDate: "))
        #expect(start.hasSuffix("\r\nTransfer-Encoding: chunked\r\n\r\n" + Self.firstChunk))
        #expect(!start.contains("Content-Length"))
        stream.send("second, of 20 bytes.")
        #expect(try written(to: channel) == "14\r\nsecond, of 20 bytes.\r\n")
    }

    @Test func `an open stream without any bytes is not closed by a time limit`() throws {
        let stream = StreamedResponse()
        let channel = try open(stream)
        _ = try written(to: channel)
        channel.embeddedEventLoop.advanceTime(by: .hours(24))
        stream.send("first")
        #expect(try written(to: channel) == Self.firstChunk)
        #expect(channel.isActive)
        stream.end()
        #expect(try written(to: channel) == "0\r\n\r\n")
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(74_999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a stream keeps no more than its limit for a client that does not read`() throws {
        let calls = Atomic(0)
        let stream = StreamedResponse(bufferLimit: 10, onWritable: { _ in calls.add(1, ordering: .relaxed) })
        let channel = try open(stream)
        _ = try written(to: channel)
        setWritable(false, channel)
        #expect(stream.send("first"))
        #expect(try written(to: channel) == "")
        #expect(stream.send("other"))
        #expect(!stream.send("third"))
        #expect(try written(to: channel) == "")
        #expect(calls.load(ordering: .relaxed) == 0)
        setWritable(true, channel)
        #expect(calls.load(ordering: .relaxed) == 1)
        #expect(stream.send("gap"))
        #expect(try written(to: channel) == "a\r\nfirstother\r\n3\r\ngap\r\n")
        #expect(calls.load(ordering: .relaxed) == 1)
    }

    @Test func `a stream that ends while its client does not read is completed later`() throws {
        let outcomes = Mutex<[Reply.Outcome]>([])
        let stream = StreamedResponse()
        let channel = try open(stream) { outcome in outcomes.withLock { $0.append(outcome) } }
        _ = try written(to: channel)
        setWritable(false, channel)
        stream.send("first")
        stream.end()
        #expect(try written(to: channel) == "")
        #expect(outcomes.withLock { $0 } == [])
        setWritable(true, channel)
        #expect(try written(to: channel) == Self.firstChunk + "0\r\n\r\n")
        #expect(outcomes.withLock { $0 } == [.written])
    }

    @Test func `a connection that is closed during a stream loses it once`() throws {
        let outcomes = Mutex<[Reply.Outcome]>([])
        let closes = Atomic(0)
        let stream = StreamedResponse(onClose: { _ in closes.add(1, ordering: .relaxed) })
        let channel = try open(stream) { outcome in outcomes.withLock { $0.append(outcome) } }
        stream.send("first")
        _ = try channel.finish()
        #expect(closes.load(ordering: .relaxed) == 1)
        #expect(outcomes.withLock { $0 } == [.connectionLost])
        #expect(!stream.send("second"))
    }

    @Test func `a stream that is requested when the server drains ends after what was sent before`() throws {
        let outcomes = Mutex<[Reply.Outcome]>([])
        let closes = Atomic(0)
        let stream = StreamedResponse(onClose: { _ in closes.add(1, ordering: .relaxed) })
        stream.send("first")
        let channel = try open(stream, drain: DrainFlag()) { outcome in outcomes.withLock { $0.append(outcome) } }
        let response = try written(to: channel)
        #expect(response.contains("\r\nConnection: close\r\n"))
        #expect(response.hasSuffix("\r\n\r\n" + Self.firstChunk + "0\r\n\r\n"))
        #expect(!stream.send("second"))
        #expect(closes.load(ordering: .relaxed) == 1)
        #expect(outcomes.withLock { $0 } == [.written])
    }
}
