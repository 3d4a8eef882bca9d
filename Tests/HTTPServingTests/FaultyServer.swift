import Foundation
import HTTPServing
import NIOHTTP1
import NIOSSL
import Testing

/// A server that breaks the response to one path on purpose.
struct FaultyServer {
    enum Kind: Sendable {
        case plain
        case secure

        var isSecure: Bool {
            self == .secure
        }
    }

    static let kinds = [Kind.plain, .secure]

    let server: RunningServer
    fileprivate let trust: NIOSSLContext?
    fileprivate let requests: AsyncStream<Void>
    fileprivate let outcomes: AsyncStream<Reply.Outcome>

    func connect() async throws -> RawClient {
        try await RawClient.connect(port: server.port, tls: trust)
    }

    /// Waits until the responder has got the request whose response is broken.
    func wasAsked() async {
        await requests.first { true }
    }

    /// The outcome of the next reply to `/bad`.
    func outcome() async -> Reply.Outcome? {
        await outcomes.first { _ in true }
    }
}

/// Runs a test against a server that answers `/bad` with the reply `bad`, and every other path with `text`.
///
/// The test must read the outcome of every reply to `/bad`; an unread outcome is a failure.
func withFaultyServer(
    _ kind: FaultyServer.Kind,
    _ bad: Reply,
    good text: String = "0123456789",
    configuration: HTTPServerConfiguration = .test,
    limits: (inout HTTPServerLimits) -> Void = { _ in },
    _ test: (FaultyServer) async throws -> Void
) async throws {
    let (requests, asked) = AsyncStream.makeStream(of: Void.self)
    let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
    let responder = TestResponder { request in
        guard request.head.uri == "/bad" else { return .text(text) }
        asked.yield()
        return Reply(bad.content, fault: bad.fault) { finished.yield($0) }
    }
    var configuration = configuration
    var context: NIOSSLContext?
    if kind.isSecure {
        let authority = try LocalCertificateAuthority(now: .now)
        configuration.listeners = try HTTPServerConfiguration.tls(authority).listeners
        context = try trust(authority.certificatePEM)
    }
    try await withServer(responder, configuration: configuration, limits: limits) { server in
        try await test(FaultyServer(server: server, trust: context, requests: requests, outcomes: outcomes))
    }
    finished.finish()
    #expect(await outcomes.first { _ in true } == nil)
}

/// Runs a test against a server that answers `/bad` with `body` and a fault, and every other path with `body`.
func withFaultyServer(
    _ kind: FaultyServer.Kind,
    _ fault: WireFault,
    body: String = "0123456789",
    configuration: HTTPServerConfiguration = .test,
    limits: (inout HTTPServerLimits) -> Void = { _ in },
    _ test: (FaultyServer) async throws -> Void
) async throws {
    let bad = Reply.text(body, fault: fault)
    try await withFaultyServer(kind, bad, good: body, configuration: configuration, limits: limits, test)
}

extension RawClient {
    /// Reads to the end; returns whether TCP ended in order, but TLS without its closing message.
    func endsWithoutFarewell(_ isSecure: Bool) async throws -> Bool {
        do {
            _ = try await rest()
            return !isSecure
        } catch NIOSSLError.uncleanShutdown {
            return isSecure
        }
    }
}
