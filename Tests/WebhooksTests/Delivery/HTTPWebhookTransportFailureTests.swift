import Domain
import NIOCore
import NIOPosix
import Testing
import Webhooks

@Suite(.timeLimit(.minutes(15))) struct HTTPWebhookTransportFailureTests {
    @Test func `an attempt to a receiver that hangs fails with timeout`() async throws {
        try await withTransport(script: { _ in [] }) { transport, receiver in
            let request = WebhookRequest.test(receiver.url(), timeout: TimeSpan(milliseconds: 300))
            #expect(await transport.outcome(of: request) == .failed(.timeout))
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n"])
    func `a response that is not complete in time fails the attempt with timeout`(_ start: String) async throws {
        let steps: [RawReceiver.Step] = [.send(start), .dribble(every: .milliseconds(20))]
        try await withTransport(script: { _ in start.isEmpty ? [] : steps }) { transport, receiver in
            let request = WebhookRequest.test(receiver.url(), timeout: TimeSpan(milliseconds: 300))
            #expect(await transport.outcome(of: request) == .failed(.timeout))
        }
    }

    @Test(arguments: [RawReceiver.Step.close, .reset])
    func `a receiver that closes the connection without a response fails the attempt with reset`(
        _ end: RawReceiver.Step
    ) async throws {
        try await withTransport(script: { _ in [end] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.reset))
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.count == 1)
        }
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.6\r\n", "\r\n\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    ])
    func `a response that is not valid HTTP fails the attempt with reset`(_ garbage: String) async throws {
        try await withTransport(script: { _ in [.send(garbage), .close] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.reset))
        }
    }

    @Test(arguments: [RawReceiver.Step.close, .reset])
    func `a truncated response fails the attempt with reset`(_ end: RawReceiver.Step) async throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"
        try await withTransport(script: { _ in [.send(text), end] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.reset))
        }
    }

    @Test func `response headers without an end fail the attempt with reset`() async throws {
        let head = "HTTP/1.1 200 OK\r\n"
        let flood = String(repeating: "X-Flood: 0123456789\r\n", count: 100)
        try await withTransport(script: { _ in [.send(head), .flood(flood)] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.reset))
        }
    }

    @Test func `a closed port fails the attempt with refused`() async throws {
        try await withTransport { transport, receiver in
            try await receiver.stop()
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.refused))
            let named = "http://localhost:\(receiver.port)/"
            #expect(await transport.outcome(of: .test(named)) == .failed(.refused))
        }
    }

    @Test func `an unknown host fails the attempt with dns`() async throws {
        try await withTransport { transport, _ in
            #expect(await transport.outcome(of: .test("http://nonexistent.invalid/")) == .failed(.dns))
        }
    }

    @Test func `a receiver that does not speak TLS fails an https attempt with tls`() async throws {
        // A TLS handshake is not an HTTP request, so a receiver is needed that answers any bytes.
        try await withTransport { transport, _ in
            let plain = try await PlainSpeaker.start()
            #expect(await transport.outcome(of: .test("https://127.0.0.1:\(plain.port)/")) == .failed(.tls))
            #expect(await transport.outcome(of: .test("https://localhost:\(plain.port)/")) == .failed(.tls))
            try await plain.stop()
        }
    }

    @Test(arguments: [
        "", "no url", "/hook", "http://", "ftp://127.0.0.1/", "unix:///tmp/socket", "http+unix://%2Ftmp%2Fx/",
        "http://127.0.0.1:65536/",
    ])
    func `a URL that cannot be used fails the attempt with reset`(_ url: String) async throws {
        try await withTransport { transport, _ in
            #expect(await transport.outcome(of: .test(url)) == .failed(.reset))
        }
    }

    @Test(arguments: [
        ("X-Bad", "a\r\nX-Injected: b"), ("X-Bad", "a\u{0}b"), ("X-Bad: a", "b"), ("X Bad", "a"), ("", "a"),
    ])
    func `an attempt with an invalid header fails and sends nothing`(_ name: String, _ value: String) async throws {
        try await withTransport { transport, receiver in
            let headers = [HeaderField(name: name, value: value)]
            let outcome = await transport.outcome(of: .test(receiver.url(), headers: headers))
            #expect(outcome == .failed(.reset))
            try await transport.shutdown()
            #expect(try await receiver.rest().isEmpty)
        }
    }

    @Test func `each attempt has its own time limit, whichever begins first`() async throws {
        try await withTransport(script: { _ in [] }) { transport, receiver in
            let long = transport.begin(.test(receiver.url("/long"), timeout: .minutes(2)))
            let middle = transport.begin(.test(receiver.url("/middle"), timeout: TimeSpan(milliseconds: 200)))
            let short = transport.begin(.test(receiver.url("/short"), timeout: TimeSpan(milliseconds: 50)))
            #expect(await short.outcome() == .failed(.timeout))
            #expect(await middle.outcome() == .failed(.timeout))
            long.sending.cancel()
            #expect(await long.outcome() == .failed(.reset))
        }
    }

    @Test func `an attempt after the shutdown fails with reset`() async throws {
        try await withTransport { transport, receiver in
            let ended = HTTPWebhookTransport()
            try await ended.shutdown()
            #expect(await ended.outcome(of: .test(receiver.url())) == .failed(.reset))
        }
    }

    @Test func `the shutdown fails a running attempt with reset`() async throws {
        try await withTransport(script: { _ in [] }) { _, receiver in
            let ended = HTTPWebhookTransport()
            let attempt = ended.begin(.test(receiver.url()))
            #expect(await receiver.first(1).requests.count == 1)
            try await ended.shutdown()
            #expect(await attempt.outcome() == .failed(.reset))
        }
    }
}

/// Answers any bytes with an error in plain HTTP.
private struct PlainSpeaker {
    let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    static func start() async throws -> PlainSpeaker {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reply())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return PlainSpeaker(channel: channel)
    }

    func stop() async throws {
        try await channel.close().get()
    }

    private final class Reply: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let text = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        }
    }
}
