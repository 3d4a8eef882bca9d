import HTTPServing
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(15))) struct DrainTests {
    @Test func `a request in flight is answered while the server stops, then its connection is closed`() async throws {
        let pending = PendingResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.later(pending))
        }
        try await withServer(responder, configuration: .patient) { server in
            let idle = try await server.connect()
            let busy = try await server.connect()
            try await busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await requests.first { true }
            server.beginStop()
            #expect(try await idle.rest() == "")
            await #expect(throws: (any Error).self) { try await server.connect() }
            pending.complete(with: .text("done"))
            let response = try await busy.response()
            #expect(response.body == "done")
            #expect(response["connection"] == "close")
            #expect(try await busy.rest() == "")
        }
    }

    @Test func `a half received request is read and answered while the server stops`() async throws {
        try await withServer(configuration: .patient) { server in
            let client = try await server.connect()
            let idle = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n")
            #expect(try await client.response().status == 100)
            server.beginStop()
            #expect(try await idle.rest() == "")
            try await client.send("abcdef")
            let response = try await client.response()
            #expect(response.body == "POST / abcdef")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `an idle connection is closed at once when the server stops`() async throws {
        try await withServer(configuration: .patient) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            server.beginStop()
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a connection with a stuck response is closed at the drain timeout`() async throws {
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.later(PendingResponse())) { finished.yield($0) }
        }
        let server = try await RunningServer.start(.test, responder)
        let client = try await server.connect()
        try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await requests.first { true }
        let duration = try await ContinuousClock().measure { try await server.stop() }
        #expect(duration >= .milliseconds(50))
        #expect(await outcomes.first { _ in true } == .connectionLost)
        #expect(try await client.rest() == "")
    }

    @Test func `a response that is being sent is completed while the server stops`() async throws {
        let large = Response(status: .ok, body: [UInt8](repeating: 0x78, count: 8 << 20))
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.now(large))
        }
        try await withServer(responder, configuration: .patient) { server in
            let client = try await server.connect()
            let idle = try await server.connect()
            try await client.channel.setOption(.autoRead, value: false).get()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await requests.first { true }
            server.beginStop()
            #expect(try await idle.rest() == "")
            try await client.channel.setOption(.autoRead, value: true).get()
            #expect(try await client.response().body.utf8.count == 8 << 20)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a service group starts and stops the server`() async throws {
        let (ready, continuation) = AsyncStream.makeStream(of: [BoundListener].self)
        let server = HTTPServer(configuration: .patient, responder: TestResponder.echo) { continuation.yield($0) }
        let group = ServiceGroup(
            configuration: .init(services: [server], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        )
        async let running: Void = group.run()
        let listener = try #require(await ready.first { _ in true }?.first)
        let client = try await RawClient.connect(port: listener.port)
        try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await client.response().status == 200)
        await group.triggerGracefulShutdown()
        #expect(try await client.rest() == "")
        try await running
    }
}

extension HTTPServerConfiguration {
    /// A configuration with a drain timeout that no test reaches.
    fileprivate static var patient: HTTPServerConfiguration {
        var configuration = test
        configuration.drainTimeout = .unreached
        return configuration
    }
}
