import Domain
import Testing
import Webhooks

@Suite(.timeLimit(.minutes(15))) struct HTTPWebhookTransportTests {
    @Test func `a request has the given headers and body, and beside them only Host and Content-Length`()
        async throws
    {
        let headers = [
            HeaderField(name: "Content-Type", value: "application/json"),
            HeaderField(name: "User-Agent", value: "Kirim-Webhook/1.0"),
            HeaderField(name: "X-Kirim-Signature", value: "t=1716480000,v1=00"),
        ]
        let body = (0...255).map { UInt8($0) }
        try await withTransport { transport, receiver in
            let request = WebhookRequest(url: receiver.url(), headers: headers, body: body, timeout: .minutes(2))
            #expect(await transport.outcome(of: request).status == 200)
            let received = try #require(await receiver.first(1).requests.first)
            #expect(received.body == body)
            #expect(received.lines.first == "POST /hook HTTP/1.1")
            #expect(received.lines.dropFirst().prefix(3) == headers.map { "\($0.name): \($0.value)" }[...])
            let others = received.lines.dropFirst(4).map { $0.lowercased() }
            #expect(others.sorted() == ["content-length: 256", "host: 127.0.0.1:\(receiver.port)"])
        }
    }

    @Test func `a body of one megabyte and an empty body arrive unchanged`() async throws {
        try await withTransport { transport, receiver in
            let large = String(repeating: "0123456789abcdef", count: 1 << 16)
            #expect(await transport.outcome(of: .test(receiver.url(), body: large)).status == 200)
            #expect(await transport.outcome(of: .test(receiver.url(), body: "")).status == 200)
            let received = await receiver.first(2).requests
            #expect(received.map(\.body) == [Array(large.utf8), []])
            #expect(received.last?.lines.contains { $0.lowercased() == "content-length: 0" } == true)
        }
    }

    @Test(arguments: [
        ("127.0.0.1", "", "/"), ("127.0.0.1", "/a/b?c=d&e=%20f#g", "/a/b?c=d&e=%20f"), ("u:p@127.0.0.1", "/x", "/x"),
        ("localhost", "/hook", "/hook"),
    ])
    func `a webhook URL may have user info, a port, a path and a query`(_ host: String, _ tail: String, _ path: String)
        async throws
    {
        try await withTransport { transport, receiver in
            let url = "http://\(host):\(receiver.port)\(tail)"
            #expect(await transport.outcome(of: .test(url)).status == 200)
            let received = try #require(await receiver.first(1).requests.first)
            #expect(received.path == path)
            #expect(!received.lines.contains { $0.lowercased().hasPrefix("authorization") })
        }
    }

    @Test func `a webhook URL may have an IPv6 literal`() async throws {
        // Machines without IPv6 have nothing to test here.
        guard let receiver = try? await RawReceiver.start(host: "::1", script: { _ in [.send(.ok)] }) else { return }
        let transport = HTTPWebhookTransport()
        #expect(await transport.outcome(of: .test("http://[::1]:\(receiver.port)/six")).status == 200)
        let received = await receiver.first(1).requests.first
        #expect(received?.lines.map { $0.lowercased() }.contains("host: [::1]:\(receiver.port)") == true)
        try await transport.shutdown()
        try await receiver.stop()
    }

    @Test func `the outcome has the status, headers and body of the response`() async throws {
        let text = "HTTP/1.1 500 Oh No\r\nX-Trace: 7\r\nX-trace: 8\r\nContent-Length: 5\r\n\r\nsorry"
        try await withTransport(script: { _ in [.send(text)] }) { transport, receiver in
            let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
            #expect(answer.status == 500)
            #expect(
                answer.headers == [
                    HeaderField(name: "X-Trace", value: "7"), HeaderField(name: "X-trace", value: "8"),
                    HeaderField(name: "Content-Length", value: "5"),
                ]
            )
            #expect(answer.body == Array("sorry".utf8))
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc", "HTTP/1.0 200 OK\r\n\r\nabc",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
    ])
    func `a response is read in every framing of HTTP`(_ text: String) async throws {
        try await withTransport(script: { _ in [.send(text), .close] }) { transport, receiver in
            let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
            #expect(answer.status == 200)
            #expect(answer.body == Array("abc".utf8))
        }
    }

    @Test func `a compressed response body is not decompressed`() async throws {
        let text = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"
        try await withTransport(script: { _ in [.send(text)] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())).answer?.body == Array("abc".utf8))
        }
    }

    @Test func `a redirect is not followed`() async throws {
        let text = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        try await withTransport(script: { _ in [.send(text)] }) { transport, receiver in
            let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
            #expect(answer.status == 302)
            #expect(answer.header("Location") == "/elsewhere")
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.map(\.path) == ["/hook"])
        }
    }

    @Test func `an endless response body is cut at the limit and its connection closed`() async throws {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
        let flood = String(repeating: "0123456789", count: 1000)
        try await withTransport(script: { _ in [.send(head), .flood(flood)] }) { transport, receiver in
            let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
            #expect(answer.status == 200)
            #expect(answer.body.count == ReceiverAnswer.keptBodyLength)
            #expect(answer.body.starts(with: Array(flood.utf8)))
            #expect(await receiver.first(2).last == .closed(connection: 0, leftover: ""))
        }
    }

    @Test(arguments: [-1, 0, 1])
    func `a response body is kept up to the limit`(_ difference: Int) async throws {
        let length = ReceiverAnswer.keptBodyLength + difference
        let text = "HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n" + String(repeating: "y", count: length)
        try await withTransport(script: { _ in [.send(text)] }) { transport, receiver in
            for _ in 1...3 {
                let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
                #expect(answer.body.count == min(length, ReceiverAnswer.keptBodyLength))
            }
        }
    }

    @Test func `response headers beyond the limit are dropped`() async throws {
        let fields = (0..<100).map { "X-Filler-\($0): " + String(repeating: "z", count: 1000) + "\r\n" }.joined()
        let text = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\(fields)\r\n"
        try await withTransport(script: { _ in [.send(text)] }) { transport, receiver in
            let answer = try #require(await transport.outcome(of: .test(receiver.url())).answer)
            #expect(answer.header("X-Filler-0") != nil)
            #expect((10...20).contains(answer.headers.count))
        }
    }
}

extension AttemptOutcome {
    /// The answer of the receiver, if there is one.
    var answer: ReceiverAnswer? {
        guard case .answered(let answer) = self else { return nil }
        return answer
    }

    /// The status of the answer, if there is one.
    var status: Int? { answer?.status }
}
