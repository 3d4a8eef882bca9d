import HTTPServing
import NIOHTTP1
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct StreamTests {
    private static let lastChunk = "0\r\n\r\n"

    /// A responder that answers `/stream` with this stream and every other path with its path.
    private func responder(
        _ stream: StreamedResponse,
        onFinish: (@Sendable (Reply.Outcome) -> Void)? = nil
    ) -> TestResponder {
        TestResponder { request in
            request.head.uri == "/stream" ? Reply(.stream(stream), onFinish: onFinish) : .text(request.head.uri)
        }
    }

    @Test(arguments: FaultyServer.kinds)
    func `each piece of a stream arrives while the stream is open`(_ kind: FaultyServer.Kind) async throws {
        let stream = StreamedResponse(headers: ["Content-Type": "text/event-stream"])
        try await withFaultyServer(kind, Reply(.stream(stream)), good: "next") { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(toHead: true)
            #expect(head["transfer-encoding"] == "chunked")
            #expect(head["content-length"] == nil && head["connection"] == nil)
            for text in ["one", "two", "six"] {
                #expect(client.unread == "")
                stream.send(text)
                #expect(try await client.text(through: "\(text)\r\n") == "3\r\n\(text)\r\n")
            }
            stream.end()
            #expect(try await client.text(through: Self.lastChunk) == Self.lastChunk)
            #expect(await server.outcome() == .written)
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "next")
        }
    }

    @Test func `each of several threads has its pieces in order in a stream`() async throws {
        let stream = StreamedResponse()
        try await withServer(responder(stream)) { server in
            let client = try await server.connect()
            try await client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response(toHead: true)
            await withTaskGroup(of: Void.self) { group in
                for producer in 0..<4 {
                    group.addTask {
                        for number in 0..<1000 { stream.send("\(producer) \(number)\n") }
                    }
                }
            }
            stream.end()
            let body = try await client.text(through: "\r\n" + Self.lastChunk)
            var numbers = [[Int]](repeating: [], count: 4)
            for line in body.split(whereSeparator: \.isNewline) {
                let words = line.split(separator: " ").compactMap { Int($0) }
                if words.count == 2 { numbers[words[0]].append(words[1]) }
            }
            #expect(numbers == [[Int]](repeating: Array(0..<1000), count: 4))
        }
    }

    @Test func `a stream to an HTTP 1.0 client ends with the connection`() async throws {
        let stream = StreamedResponse()
        try await withServer(responder(stream)) { server in
            let client = try await server.connect()
            try await client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let head = try await client.response(toHead: true)
            #expect(head["transfer-encoding"] == nil && head["content-length"] == nil)
            #expect(head["connection"] == "close")
            stream.send("one")
            #expect(try await client.text(through: "one") == "one")
            stream.send("two")
            stream.end()
            #expect(try await client.rest() == "two")
        }
    }

    @Test(arguments: ["HEAD", "GET"])
    func `a streamed response that has no body is its head alone`(_ method: String) async throws {
        let (closes, closed) = AsyncStream.makeStream(of: Void.self)
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let status: HTTPResponseStatus = method == "HEAD" ? .ok : .noContent
        let stream = StreamedResponse(status: status, onClose: { _ in closed.yield() })
        stream.send("nobody reads this")
        try await withServer(responder(stream) { finished.yield($0) }) { server in
            let client = try await server.connect()
            try await client.send("\(method) /stream HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(toHead: true)
            #expect(head["transfer-encoding"] == (method == "HEAD" ? "chunked" : nil))
            #expect(try await client.response().body == "/next")
            await closes.first { true }
            #expect(await outcomes.first { _ in true } == .written)
            #expect(!stream.send("nor this"))
        }
    }

    @Test func `a request pipelined behind a stream is answered after its end`() async throws {
        let stream = StreamedResponse()
        let asked = Mutex<[String]>([])
        let responder = TestResponder { request in
            asked.withLock { $0.append(request.head.uri) }
            return request.head.uri == "/stream" ? Reply(.stream(stream)) : .text("next")
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response(toHead: true)
            stream.send("one")
            #expect(try await client.text(through: "one\r\n") == "3\r\none\r\n")
            #expect(asked.withLock { $0 } == ["/stream"])
            stream.end()
            #expect(try await client.text(through: Self.lastChunk) == Self.lastChunk)
            #expect(try await client.response().body == "next")
        }
    }

    @Test func `a pending response can be completed with a stream`() async throws {
        let pending = PendingResponse()
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let responder = TestResponder { _ in Reply(.later(pending)) { finished.yield($0) } }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let stream = StreamedResponse()
            pending.complete { Reply(.stream(stream)) }
            _ = try await client.response(toHead: true)
            stream.send("one")
            stream.end()
            let body = try await client.text(through: Self.lastChunk)
            #expect(body == "3\r\none\r\n" + Self.lastChunk)
            #expect(await outcomes.first { _ in true } == .written)
        }
    }

    @Test func `the fault of a reply with a stream is not performed`() async throws {
        let stream = StreamedResponse()
        stream.send("one")
        stream.end()
        try await withFaultyServer(.plain, Reply(.stream(stream), fault: .truncate(after: 1))) { server in
            let client = try await server.connect()
            try await client.send("GET /bad HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await client.response(toHead: true)["connection"] == "close")
            #expect(try await client.rest() == "3\r\none\r\n" + Self.lastChunk)
            #expect(await server.outcome() == .written)
        }
    }
}
