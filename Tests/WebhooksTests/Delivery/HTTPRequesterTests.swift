import Domain
import NIOCore
import Testing

@testable import Webhooks

/// Requests of commands to any server, over the connections that webhooks use.
@Suite(.timeLimit(.minutes(15))) struct HTTPRequesterTests {
    /// Runs a test with a requester and a server that follows a script.
    private static func withServer(
        script: @escaping RawReceiver.Script = { _ in [.send(.ok)] },
        _ body: (HTTPRequester, RawReceiver) async throws -> Void
    ) async throws {
        let server = try await RawReceiver.start(script: script)
        do {
            try await HTTPRequester.withRequester { try await body($0, server) }
        } catch {
            try? await server.stop()
            throw error
        }
        try? await server.stop()
    }

    private static func request(
        _ url: String,
        method: String = "GET",
        headers: [HeaderField] = [],
        timeout: TimeSpan = .minutes(2),
        extent: OutgoingRequest.Extent = .whole(upTo: 1 << 20)
    ) -> OutgoingRequest {
        OutgoingRequest(method: method, url: url, headers: headers, timeout: timeout, extent: extent)
    }

    @Test(arguments: ["GET", "HEAD", "DELETE", "POST", "PATCH", "OPTIONS"])
    func `a request without a body has a length only if its method can have a body`(method: String) async throws {
        try await Self.withServer { requester, server in
            let headers = [HeaderField(name: "X_Marked!", value: "a b")]
            let request = Self.request(server.url("/a?b"), method: method, headers: headers)
            #expect(try await requester.response(to: request).get().status == 200)
            let lines = try #require(await server.first(1).requests.first).lines
            let length = ["GET", "HEAD", "DELETE"].contains(method) ? [] : ["Content-Length: 0"]
            #expect(lines == ["\(method) /a?b HTTP/1.1", "X_Marked!: a b", "Host: 127.0.0.1:\(server.port)"] + length)
        }
    }

    @Test func `a request keeps its own header Host`() async throws {
        try await Self.withServer { requester, server in
            let headers = [HeaderField(name: "host", value: "other.example")]
            _ = try await requester.response(to: Self.request(server.url(), headers: headers)).get()
            let lines = try #require(await server.first(1).requests.first).lines
            #expect(lines.filter { $0.lowercased().hasPrefix("host:") } == ["host: other.example"])
        }
    }

    @Test func `a response to HEAD has no body, and its connection is used again`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
        try await Self.withServer(script: { _ in [.send(head)] }) { requester, server in
            for _ in 1...2 {
                let answer = try await requester.response(to: Self.request(server.url(), method: "HEAD")).get()
                #expect(answer.body.isEmpty)
            }
            #expect(await server.first(2).map(\.connection) == [0, 0])
        }
    }

    @Test(arguments: [
        ("Content-Length: 20000\r\n", ""), ("Transfer-Encoding: chunked\r\n", "4e20\r\n"),
        ("Connection: close\r\n", ""),
    ])
    func `a response is read as a whole in every framing`(header: String, prefix: String) async throws {
        let body = String(repeating: "0123456789", count: 2_000)
        let suffix = prefix.isEmpty ? "" : "\r\n0\r\n\r\n"
        let text = "HTTP/1.1 200 OK\r\n\(header)\r\n\(prefix)\(body)\(suffix)"
        try await Self.withServer(script: { _ in [.send(text), .close] }) { requester, server in
            let answer = try await requester.response(to: Self.request(server.url())).get()
            #expect(answer.body == Array(body.utf8))
        }
    }

    @Test(arguments: [
        "Content-Length: 0\r\n\r\n", "\r\n0123456789a",
    ])
    func `a longer response is an error`(rest: String) async throws {
        try await Self.withServer(script: { _ in [.send("HTTP/1.1 200 OK\r\n" + rest), .close] }) { requester, server in
            await #expect(throws: RequestError.longResponse(limit: 10)) {
                try await requester.response(to: Self.request(server.url(), extent: .whole(upTo: 10))).get()
            }
        }
    }

    @Test func `a body of exactly the limit is no error`() async throws {
        let text = "HTTP/1.1 200 OK\r\nA: 0\r\n\r\n0123456789"
        try await Self.withServer(script: { _ in [.send(text), .close] }) { requester, server in
            let answer = try await requester.response(to: Self.request(server.url(), extent: .whole(upTo: 10))).get()
            #expect(answer.body == Array("0123456789".utf8))
        }
    }

    @Test(arguments: ["GET", "POST"], [RawReceiver.Step.close, .reset])
    func `a request whose reused connection breaks is not sent again`(
        method: String,
        end: RawReceiver.Step
    ) async throws {
        let script: RawReceiver.Script = { $0.path == "/ok" ? [.send(.ok)] : [end] }
        try await Self.withServer(script: script) { requester, server in
            _ = try await requester.response(to: Self.request(server.url("/ok"))).get()
            let error = await #expect(throws: (any Error).self) {
                try await requester.response(to: Self.request(server.url("/dies"), method: method)).get()
            }
            #expect(error.map { AttemptError($0) } == .reset)
            try await requester.shutdown()
            #expect(try await server.rest().requests.map(\.path) == ["/ok", "/dies"])
        }
    }

    @Test(arguments: [
        ("ftp://127.0.0.1/", "GET", [HeaderField]()), ("http://", "GET", []), ("/path", "GET", []),
        ("http://127.0.0.1:1/", "GET /", []), ("http://127.0.0.1:1/", "GET", [HeaderField(name: "a b", value: "")]),
        ("http://127.0.0.1:1/", "GET", [HeaderField(name: "a", value: "b\r\nc: d")]),
    ])
    func `a request that cannot be written fails before it is sent`(
        url: String,
        method: String,
        headers: [HeaderField]
    ) async throws {
        try await HTTPRequester.withRequester { requester in
            _ = await #expect(throws: RequestError.self) {
                try await requester.response(to: Self.request(url, method: method, headers: headers)).get()
            }
        }
    }

    @Test func `a request without a response in time fails, and so does one at the shutdown`() async throws {
        try await Self.withServer(script: { _ in [] }) { requester, server in
            let error = await #expect(throws: (any Error).self) {
                let request = Self.request(server.url(), timeout: TimeSpan(milliseconds: 50))
                return try await requester.response(to: request).get()
            }
            #expect(error.map { AttemptError($0) } == .timeout)
            let running = requester.response(to: Self.request(server.url("/long")))
            try await requester.shutdown()
            let ended = await #expect(throws: (any Error).self) { try await running.get() }
            #expect(ended.map { AttemptError($0) } == .reset)
        }
    }
}
