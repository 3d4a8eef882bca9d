import HTTPServing
import NIOCore
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct TimeoutTests {
    @Test func `a client that sends nothing is disconnected without a response`() async throws {
        try await withServer(limits: { $0.headerTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["G", "GET / HTTP/1.1\r\nHo"])
    func `a client that stalls in the request head gets 408`(_ start: String) async throws {
        try await withServer(limits: { $0.headerTimeout = .seconds(6) }) { server in
            let client = try await RawClient.connect(port: server.port, sending: start)
            let response = try await client.response()
            #expect(response.status == 408)
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a client that stalls in the head of its second request gets 408`() async throws {
        try await withServer(limits: { $0.headerTimeout = .seconds(6) }) { server in
            let client = try await RawClient.connect(port: server.port, sending: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            try await client.send("GET / HTTP/1.1\r\n")
            #expect(try await client.response().status == 408)
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"])
    func `a client that stalls in the request body gets 408`(_ start: String) async throws {
        try await withServer(limits: { $0.bodyIdleTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\n\(start)")
            #expect(try await client.response().status == 408)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `an idle connection is closed without a response at the keep-alive timeout`() async throws {
        try await withServer(limits: { $0.keepAliveTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a pending response may take longer than the connection's time limits`() async throws {
        let pending = PendingResponse(timeout: .milliseconds(150)) { .text("at last") }
        let short: (inout HTTPServerLimits) -> Void = { limits in
            limits.bodyIdleTimeout = .milliseconds(20)
            limits.keepAliveTimeout = .milliseconds(20)
        }
        try await withServer(TestResponder { _ in Reply(.later(pending)) }, limits: short) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "at last")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a client that keeps sending a refused upload is disconnected at the linger timeout`() async throws {
        try await withServer(limits: { $0.lingerTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")
            #expect(try await client.response().body == "POST / too large for 1024")
            #expect(try await client.rest() == "")
            await #expect(throws: (any Error).self) {
                while true {
                    try await client.send("x")
                }
            }
        }
    }

    @Test func `a client that does not read its responses is disconnected`() async throws {
        let large = Response(status: .ok, body: [UInt8](repeating: 0x78, count: 8 << 20))
        let (outcomes, continuation) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let responder = TestResponder { _ in Reply(.now(large)) { continuation.yield($0) } }
        try await withServer(responder, limits: { $0.keepAliveTimeout = .milliseconds(50) }) { server in
            let client = try await server.connect()
            try await client.channel.setOption(.autoRead, value: false).get()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(await outcomes.first { _ in true } == .connectionLost)
            client.close()
        }
    }
}
