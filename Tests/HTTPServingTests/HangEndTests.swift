import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import Testing

@testable import HTTPServing

/// Hangs that are completed just when the server stops or the client closes its side, in an order that the test sets.
@Suite struct HangEndTests {
    /// Why a hang ends without a reply.
    enum Cause: CaseIterable {
        case stop
        case halfClose
    }

    private final class Outcomes: Sendable {
        private let outcomes = Mutex<[Reply.Outcome]>([])

        var all: [Reply.Outcome] { outcomes.withLock { $0 } }

        func add(_ outcome: Reply.Outcome) { outcomes.withLock { $0.append(outcome) } }
    }

    private let hang = PendingResponse.hanging()
    private let drain = DrainFlag()
    private let outcomes = Outcomes()

    /// A connection on which a request hangs.
    private func ask() throws -> EmbeddedChannel {
        let responder = TestResponder { [hang, outcomes] _ in Reply(.later(hang)) { outcomes.add($0) } }
        let setup = ConnectionSetup(
            responder: responder,
            limits: HTTPServerLimits(),
            drainTimeout: .seconds(1),
            drain: drain
        )
        let channel = EmbeddedChannel()
        try setup.install(on: channel, tls: nil)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        return channel
    }

    private func cause(_ cause: Cause, on channel: EmbeddedChannel) {
        switch cause {
        case .stop:
            drain.begin()
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        case .halfClose:
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    private func written(to channel: EmbeddedChannel) throws -> String {
        channel.embeddedEventLoop.run()
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    /// Expects the response `released`, after which the connection is closed.
    private func expectRelease(on channel: EmbeddedChannel, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let response = try written(to: channel)
        #expect(response.hasSuffix("\r\n\r\nreleased"), sourceLocation: sourceLocation)
        #expect(response.contains("\r\nConnection: close\r\n"), sourceLocation: sourceLocation)
        #expect(outcomes.all == [.written], sourceLocation: sourceLocation)
        #expect(!channel.isActive, sourceLocation: sourceLocation)
    }

    @Test(arguments: Cause.allCases)
    func `a hang whose reply is being made at its end is answered, then the connection is closed`(
        _ end: Cause
    ) throws {
        let channel = try ask()
        hang.complete {
            cause(end, on: channel)
            #expect(channel.isActive)
            return .text("released")
        }
        try expectRelease(on: channel)
    }

    @Test(arguments: Cause.allCases)
    func `a hang whose reply has not reached its connection at its end is answered`(_ end: Cause) throws {
        let channel = try ask()
        hang.complete(with: .text("released"))
        cause(end, on: channel)
        try expectRelease(on: channel)
    }

    @Test(arguments: Cause.allCases)
    func `a hang that is completed after its end is not answered, and its reply is not made`(_ end: Cause) throws {
        let channel = try ask()
        cause(end, on: channel)
        hang.complete {
            Issue.record("the reply was made")
            return .text("too late")
        }
        #expect(try written(to: channel) == "")
        #expect(outcomes.all == [.connectionLost])
        #expect(!channel.isActive)
    }

    @Test func `a hang whose reply is not complete at the drain timeout is not answered`() throws {
        let channel = try ask()
        hang.complete {
            cause(.stop, on: channel)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(999))
            #expect(channel.isActive)
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
            #expect(!channel.isActive)
            return .text("too late")
        }
        #expect(try written(to: channel) == "")
        #expect(outcomes.all == [.connectionLost])
    }
}
