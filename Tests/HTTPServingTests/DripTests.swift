import HTTPServing
import NIOHTTP1
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct DripTests {
    private static let forever = Duration.seconds(3600)

    @Test(arguments: FaultyServer.kinds)
    func `a dripped response arrives complete, after all its pauses`(_ kind: FaultyServer.Kind) async throws {
        try await withFaultyServer(kind, .drip(chunk: 1, every: .milliseconds(150))) { server in
            let client = try await server.connect()
            let duration = try await ContinuousClock().measure {
                try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try await client.text(through: "0123456789")
                #expect(answer.contains("\r\nContent-Length: 10\r\n"))
            }
            #expect(duration >= .milliseconds(1350))
            #expect(await server.outcome() == .written)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `the first piece of a dripped response comes with the head, the next one after the pause`(
        _ kind: FaultyServer.Kind
    ) async throws {
        try await withFaultyServer(kind, .drip(chunk: 4, every: Self.forever)) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.text(through: "\r\n\r\n0123").contains("\r\nContent-Length: 10\r\n"))
            #expect(client.unread == "")
            try await client.reset()
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds, [0, 1, 3, 9])
    func `the connection stays open after a dripped response`(_ kind: FaultyServer.Kind, chunk: Int) async throws {
        try await withFaultyServer(kind, .drip(chunk: chunk, every: .milliseconds(1))) { server in
            let client = try await server.connect()
            for path in ["/bad", "/good", "/bad"] {
                try await client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try await client.response()
                #expect(response.body == "0123456789")
                #expect(response["connection"] == nil)
            }
            #expect(await server.outcome() == .written)
            #expect(await server.outcome() == .written)
        }
    }

    @Test(arguments: [10, Int.max])
    func `a response that fits into one piece is not dripped`(_ chunk: Int) async throws {
        try await withFaultyServer(.plain, .drip(chunk: chunk, every: Self.forever)) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nHEAD /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.response(toHead: true)["content-length"] == "10")
            #expect(await server.outcome() == .written)
            #expect(await server.outcome() == .written)
        }
    }

    @Test func `a response to HEAD is not dripped`() async throws {
        try await withFaultyServer(.plain, .drip(chunk: 1, every: Self.forever)) { server in
            let client = try await server.connect()
            try await client.send("HEAD /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response(toHead: true)["content-length"] == "10")
            #expect(try await client.response().body == "0123456789")
            #expect(await server.outcome() == .written)
        }
    }

    @Test func `requests pipelined behind a dripped response are answered in order`() async throws {
        let asked = Mutex<[String]>([])
        let responder = TestResponder { request in
            asked.withLock { $0.append(request.head.uri) }
            let drips = request.head.uri.hasPrefix("/drip")
            return .text("answer to \(request.head.uri)", fault: drips ? .drip(chunk: 4, every: .milliseconds(5)) : nil)
        }
        let paths = ["/1", "/drip/2", "/3", "/drip/4", "/drip/5", "/6"]
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for path in paths {
                #expect(try await client.response().body == "answer to \(path)")
            }
            #expect(asked.withLock { $0 } == paths)
        }
    }

    @Test func `a request pipelined behind a dripped response reaches the responder after its end`() async throws {
        let asked = Mutex<[String]>([])
        let responder = TestResponder { request in
            asked.withLock { $0.append(request.head.uri) }
            return .text("0123456789", fault: .drip(chunk: 4, every: Self.forever))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.text(through: "\r\n\r\n0123")
            #expect(asked.withLock { $0 } == ["/1"])
        }
    }

    @Test(arguments: ["GET /bad HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /bad HTTP/1.0\r\n\r\n"])
    func `the last response of a connection is dripped completely`(_ request: String) async throws {
        try await withFaultyServer(.plain, .drip(chunk: 4, every: .milliseconds(1))) { server in
            let client = try await server.connect()
            try await client.send(request)
            let response = try await client.response()
            #expect(response.body == "0123456789")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test func `a client that half-closes its connection gets the whole dripped response`() async throws {
        try await withFaultyServer(.plain, .drip(chunk: 4, every: .milliseconds(20))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.closeOutput()
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a client that leaves during a dripped response is reported as connection lost`(
        _ kind: FaultyServer.Kind
    ) async throws {
        let body = String(repeating: "x", count: 1 << 20)
        try await withFaultyServer(kind, .drip(chunk: 1, every: .milliseconds(1)), body: body) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.text(through: "\r\n\r\nx")
            client.close()
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test func `a dripped response may take longer than the connection's time limits`() async throws {
        let short: (inout HTTPServerLimits) -> Void = { limits in
            limits.bodyIdleTimeout = .milliseconds(20)
            limits.keepAliveTimeout = .milliseconds(20)
        }
        try await withFaultyServer(.plain, .drip(chunk: 5, every: .milliseconds(150)), limits: short) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a dripped response that takes longer than the drain timeout is cut off`(
        _ kind: FaultyServer.Kind
    ) async throws {
        try await withFaultyServer(kind, .drip(chunk: 4, every: Self.forever)) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.text(through: "\r\n\r\n0123")
            server.server.beginStop()
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test func `a dripped response is completed while the server stops, then the connection is closed`() async throws {
        var configuration = HTTPServerConfiguration.test
        configuration.drainTimeout = .unreached
        let fault = WireFault.drip(chunk: 4, every: .milliseconds(100))
        try await withFaultyServer(.plain, fault, configuration: configuration) { server in
            let client = try await server.connect()
            let idle = try await server.connect()
            // A response proves that the server has accepted the connection, not only the kernel.
            try await idle.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await idle.response().body == "0123456789")
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET /good HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.text(through: "\r\n\r\n0123")
            server.server.beginStop()
            #expect(try await idle.rest() == "")
            #expect(try await client.text(through: "456789") == "456789")
            #expect(try await client.response().body == "0123456789")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }
}
