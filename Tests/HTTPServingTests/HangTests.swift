import Foundation
import HTTPServing
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct HangTests {
    @Test(arguments: FaultyServer.kinds)
    func `a hanging reply that is cut off closes the connection without a byte`(
        _ kind: FaultyServer.Kind
    ) async throws {
        let hang = PendingResponse.hanging()
        try await withFaultyServer(kind, Reply(.later(hang))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            hang.cutOff()
            hang.complete(with: .text("nobody reads this"))
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a hanging reply can be completed with a connection reset`(_ kind: FaultyServer.Kind) async throws {
        let hang = PendingResponse.hanging()
        try await withFaultyServer(kind, Reply(.later(hang))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            hang.complete { Reply(.cut(.reset)) }
            #expect(try await client.failure() == ECONNRESET)
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test func `a hanging reply can be completed with a response, and the connection is kept`() async throws {
        let hang = PendingResponse.hanging()
        try await withFaultyServer(.plain, Reply(.later(hang))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            hang.complete(with: .text("released"))
            #expect(try await client.response().body == "released")
            #expect(await server.outcome() == .written)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a client that leaves during a hanging reply is reported as connection lost`(
        _ kind: FaultyServer.Kind
    ) async throws {
        let hang = PendingResponse.hanging()
        try await withFaultyServer(kind, Reply(.later(hang))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            client.close()
            #expect(await server.outcome() == .connectionLost)
            hang.cutOff()
        }
    }

    @Test func `a client that half-closes its connection before a hanging reply is disconnected`() async throws {
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let first = PendingResponse()
        let responder = TestResponder { request in
            guard request.head.uri == "/hang" else {
                asked.yield()
                return Reply(.later(first))
            }
            return Reply(.later(.hanging())) { finished.yield($0) }
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /hang HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.closeOutput()
            await requests.first { true }
            first.complete(with: .text("first"))
            #expect(try await client.response().body == "first")
            #expect(try await client.rest() == "")
            #expect(await outcomes.first { _ in true } == .connectionLost)
        }
    }

    @Test func `a hanging reply is cut off when the server stops`() async throws {
        try await withFaultyServer(.plain, Reply(.later(.hanging()))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            server.server.beginStop()
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test func `a hanging reply that was cut off before the server waits closes the connection at once`() async throws {
        let responder = TestResponder { _ in
            let hang = PendingResponse.hanging()
            hang.cutOff()
            return Reply(.later(hang))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a caller in the same process gets a closed connection for a hanging reply that was cut off`() {
        let hang = PendingResponse.hanging()
        hang.cutOff()
        guard case .cut(.close)? = Reply(.later(hang)).deliver(to: { _ in })?.content else {
            Issue.record("the caller is told nothing")
            return
        }
    }
}
