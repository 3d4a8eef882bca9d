import HTTPServing
import NIOCore
import NIOHTTP1
import Testing

/// Streams that their producer does not end, or whose client does not read.
@Suite(.timeLimit(.minutes(15))) struct StreamEndTests {
    private static let lastChunk = "0\r\n\r\n"
    /// More bytes than the sockets of a connection buffer.
    private static let large = [UInt8](repeating: 0x78, count: 16 << 20)

    enum Leaving {
        case close
        case reset
    }

    @Test(arguments: zip(FaultyServer.kinds + [.plain], [Leaving.close, .close, .reset]))
    func `a client that leaves during a stream is reported once as connection lost`(
        _ kind: FaultyServer.Kind,
        _ leaving: Leaving
    ) async throws {
        let (closes, closed) = AsyncStream.makeStream(of: Void.self)
        let stream = StreamedResponse(onClose: { _ in closed.yield() })
        try await withFaultyServer(kind, Reply(.stream(stream))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            stream.send("one")
            _ = try await client.text(through: "one\r\n")
            switch leaving {
            case .close: client.close()
            case .reset: try await client.reset()
            }
            #expect(await closes.first { true } != nil)
            #expect(await server.outcome() == .connectionLost)
            #expect(!stream.send("two"))
            stream.end()
        }
        closed.finish()
        #expect(await closes.first { true } == nil)
    }

    @Test func `a client that half-closes its connection gets a complete stream and later responses`() async throws {
        let stream = StreamedResponse()
        try await withFaultyServer(.plain, Reply(.stream(stream)), good: "next") { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response(toHead: true)
            stream.send("one")
            #expect(try await client.text(through: "one\r\n") == "3\r\none\r\n")
            try await client.closeOutput()
            #expect(try await client.text(through: Self.lastChunk) == Self.lastChunk)
            let next = try await client.response()
            #expect(next.body == "next")
            #expect(next["connection"] == "close")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test func `a stream that is opened after the client has half-closed its connection ends at once`() async throws {
        let pending = PendingResponse()
        let stream = StreamedResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let responder = TestResponder { request in
            guard request.head.uri == "/stream" else {
                asked.yield()
                return Reply(.later(pending))
            }
            stream.send("one")
            return Reply(.stream(stream)) { finished.yield($0) }
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.closeOutput()
            await requests.first { true }
            pending.complete(with: .text("first"))
            #expect(try await client.response().body == "first")
            _ = try await client.response(toHead: true)
            #expect(try await client.rest() == "3\r\none\r\n" + Self.lastChunk)
            #expect(await outcomes.first { _ in true } == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a stream is completed at once when the server stops`(_ kind: FaultyServer.Kind) async throws {
        let (closes, closed) = AsyncStream.makeStream(of: Void.self)
        let stream = StreamedResponse(onClose: { _ in closed.yield() })
        var configuration = HTTPServerConfiguration.test
        configuration.drainTimeout = .unreached
        try await withFaultyServer(kind, Reply(.stream(stream)), configuration: configuration) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            stream.send("one")
            _ = try await client.text(through: "one\r\n")
            server.server.beginStop()
            #expect(try await client.rest() == Self.lastChunk)
            client.close()
            #expect(await server.outcome() == .written)
            await closes.first { true }
            #expect(!stream.send("two"))
        }
        closed.finish()
        #expect(await closes.first { true } == nil)
    }

    @Test func `a stream is lost at the drain timeout if its client does not read`() async throws {
        let stream = StreamedResponse()
        try await withFaultyServer(.plain, Reply(.stream(stream))) { server in
            let client = try await server.connect()
            try await client.channel.setOption(.autoRead, value: false).get()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            stream.send(Self.large)
            server.server.beginStop()
            #expect(await server.outcome() == .connectionLost)
            client.close()
        }
    }

    @Test func `a stream refuses what its client does not read, and accepts more when it reads again`() async throws {
        let (calls, becameWritable) = AsyncStream.makeStream(of: Void.self)
        let stream = StreamedResponse(bufferLimit: 1 << 16, onWritable: { _ in becameWritable.yield() })
        try await withFaultyServer(.plain, Reply(.stream(stream))) { server in
            let client = try await server.connect()
            try await client.channel.setOption(.autoRead, value: false).get()
            try await client.send("GET /bad HTTP/1.0\r\n\r\n")
            await server.wasAsked()
            #expect(stream.send(Self.large))
            var count = Self.large.count
            while stream.send("0123456789") { count += 10 }
            try await client.channel.setOption(.autoRead, value: true).get()
            await calls.first { true }
            #expect(stream.send("gap"))
            stream.end()
            _ = try await client.response(toHead: true)
            let body = try await client.rest()
            #expect(body.utf8.count == count + 3)
            #expect(body.hasSuffix("gap"))
            #expect(await server.outcome() == .written)
        }
    }
}
