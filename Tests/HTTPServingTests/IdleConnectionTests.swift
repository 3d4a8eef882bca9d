import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import Testing

@testable import HTTPServing

/// Idle connections on an event loop whose clock the test advances.
@Suite struct IdleConnectionTests {
    /// A connection of a server with the usual limits.
    private func connect() throws -> EmbeddedChannel {
        let setup = ConnectionSetup(
            responder: TestResponder.echo,
            limits: HTTPServerLimits(),
            drainTimeout: .seconds(1),
            drain: DrainFlag()
        )
        let channel = EmbeddedChannel()
        try setup.install(on: channel, tls: nil)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    private func ask(_ channel: EmbeddedChannel) throws -> String {
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
        return try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } ?? ""
    }

    @Test func `an idle connection is closed after 75 seconds, and not before`() throws {
        let channel = try connect()
        #expect(try ask(channel).hasPrefix("HTTP/1.1 200 OK"))
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(74_999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)
    }

    @Test func `each request keeps the connection open for another 75 seconds`() throws {
        let channel = try connect()
        for _ in 1...5 {
            #expect(try ask(channel).hasPrefix("HTTP/1.1 200 OK"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(70))
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!channel.isActive)
    }

    @Test func `all requests of one connection have the same connection id, other connections another`() throws {
        let ids = Mutex<[Int?]>([])
        let responder = TestResponder { request in
            ids.withLock { $0.append(request.connection?.id) }
            return .text("")
        }
        let setup = ConnectionSetup(
            responder: responder,
            limits: HTTPServerLimits(),
            drainTimeout: .seconds(1),
            drain: DrainFlag()
        )
        for _ in 1...2 {
            let channel = EmbeddedChannel()
            try setup.install(on: channel, tls: nil)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            for _ in 1...2 { _ = try ask(channel) }
            _ = try channel.finish(acceptAlreadyClosed: true)
        }
        let seen = ids.withLock { $0 }
        #expect(seen.count == 4 && !seen.contains(nil))
        #expect(seen[0] == seen[1] && seen[2] == seen[3] && seen[0] != seen[2])
    }

    @Test func `a connection keeps the numbers of its last owners and forgets older ones`() {
        let connection = ConnectionIdentity()
        #expect(connection.number(for: 1) { 10 } == 10)
        #expect(connection.number(for: 2) { 20 } == 20)
        #expect(connection.number(for: 1) { 11 } == 10)
        for owner in 3...10 { _ = connection.number(for: owner) { owner } }
        #expect(connection.number(for: 1) { 12 } == 12)
        #expect(connection.number(for: 10) { 0 } == 10)
    }
}
