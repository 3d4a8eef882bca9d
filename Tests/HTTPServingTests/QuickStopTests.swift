import Foundation
import HTTPServing
import NIOHTTP1
import NIOSSL
import Testing

/// What must not delay the end of a server: the drain timeout is longer than the time limit of each test.
@Suite(.timeLimit(.minutes(15))) struct QuickStopTests {
    @Test(arguments: FaultyServer.kinds)
    func `a client that keeps its half of a closed connection open does not delay the stop`(
        _ kind: FaultyServer.Kind
    ) async throws {
        try await withEndlessDrain(kind) { server, trust in
            let client = try await RawClient.connect(port: server.port, tls: trust)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await client.response().status == 200)
            #expect(try await client.rest() == "")
            try await server.stop()
        }
    }

    @Test func `an idle TLS connection is closed without waiting for the client's closing message`() async throws {
        try await withEndlessDrain(.secure) { server, trust in
            let client = try await RawClient.connect(port: server.port, tls: trust)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            try await server.stop()
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a connection whose TLS handshake has not begun is closed when the server stops`() async throws {
        try await withEndlessDrain(.secure) { server, trust in
            let silent = try await server.connect()
            let client = try await RawClient.connect(port: server.port, tls: trust)
            // A response proves that the server has accepted both connections.
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            try await server.stop()
            #expect(try await silent.rest() == "")
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a hanging reply is cut off at once when the server stops`(_ kind: FaultyServer.Kind) async throws {
        try await withFaultyServer(kind, Reply(.later(.hanging())), configuration: .endless) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            try await server.server.stop()
            #expect(try await client.endsWithoutFarewell(kind.isSecure))
            #expect(client.unread == "")
            #expect(await server.outcome() == .connectionLost)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `a pending response with a timeout is answered at once when the server stops`(
        _ kind: FaultyServer.Kind
    ) async throws {
        let pending = PendingResponse(timeout: .seconds(3600)) {
            .text("in time")
        } onStop: {
            .text("stopped")
        }
        try await withFaultyServer(kind, Reply(.later(pending)), configuration: .endless) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.wasAsked()
            server.server.beginStop()
            let response = try await client.response()
            #expect(response.body == "stopped")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
            #expect(await server.outcome() == .written)
        }
    }

    @Test func `a delay that begins while the server stops ends at once`() async throws {
        let responder = TestResponder { request in
            guard request.head.uri == "/slow" else { return .text("quick") }
            return Reply(.later(PendingResponse(timeout: .seconds(3600)) { .text("late") }))
        }
        try await withServer(responder, configuration: .endless) { server in
            let client = try await server.connect()
            let idle = try await server.connect()
            try await idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await idle.response().body == "quick")
            let head = "POST /slow HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
            try await client.send(head)
            #expect(try await client.response().status == 100)
            server.beginStop()
            #expect(try await idle.rest() == "")
            try await client.send("x")
            #expect(try await client.response().body == "late")
            #expect(try await client.rest() == "")
        }
    }

    /// Runs a test against a server that echoes requests, with the trust of its clients if it is secure.
    private func withEndlessDrain(
        _ kind: FaultyServer.Kind,
        _ body: (RunningServer, NIOSSLContext?) async throws -> Void
    ) async throws {
        var configuration = HTTPServerConfiguration.endless
        var context: NIOSSLContext?
        if kind.isSecure {
            let authority = try LocalCertificateAuthority(now: .now)
            configuration.listeners = try HTTPServerConfiguration.tls(authority).listeners
            context = try trust(authority.certificatePEM)
        }
        try await withServer(configuration: configuration) { server in try await body(server, context) }
    }
}

extension HTTPServerConfiguration {
    /// A configuration with a drain timeout that a test would have to wait for until its time limit.
    fileprivate static var endless: HTTPServerConfiguration {
        var configuration = test
        configuration.drainTimeout = .seconds(3600)
        return configuration
    }
}
