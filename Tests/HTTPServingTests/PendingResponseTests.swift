import HTTPServing
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct PendingResponseTests {
    @Test func `a pending response that is already complete is written at once`() async throws {
        let responder = TestResponder { _ in
            let pending = PendingResponse()
            pending.complete(with: .text("first"))
            pending.complete(with: .text("second"))
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            for _ in 1...2 {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try await client.response().body == "first")
            }
        }
    }

    @Test func `the first completion of a pending response is written, the second ignored`() async throws {
        let (requests, continuation) = AsyncStream.makeStream(of: PendingResponse.self)
        let responder = TestResponder { _ in
            let pending = PendingResponse()
            continuation.yield(pending)
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let pending = try #require(await requests.first { _ in true })
            pending.complete(with: .text("first"))
            pending.complete(with: .text("second"))
            #expect(try await client.response().body == "first")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `the substitute of a pending response is written at its timeout`() async throws {
        let pending = PendingResponse(timeout: .milliseconds(20)) {
            Reply(.now(.text("too late", status: .gatewayTimeout)))
        }
        try await withServer(TestResponder { _ in Reply(.later(pending)) }) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 504)
            pending.complete(with: .text("nobody reads this"))
        }
    }

    @Test(arguments: [true, false])
    func `a written response is reported once`(_ later: Bool) async throws {
        let (outcomes, continuation) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let responder = TestResponder { _ in
            guard later else { return .text("now") { continuation.yield($0) } }
            let pending = PendingResponse()
            Task { pending.complete(with: .text("later")) }
            return Reply(.later(pending)) { continuation.yield($0) }
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await client.response()
            _ = try await client.response()
            client.close()
        }
        continuation.finish()
        #expect(await outcomes.reduce(into: []) { $0.append($1) } == [.written, .written])
    }

    @Test func `a client that disappears during a pending response is reported as connection lost`() async throws {
        let pending = PendingResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let (outcomes, finished) = AsyncStream.makeStream(of: Reply.Outcome.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.later(pending)) { finished.yield($0) }
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await requests.first { true }
            try await client.reset()
            #expect(await outcomes.first { _ in true } == .connectionLost)
            pending.complete(with: .text("nobody reads this"))
        }
        finished.finish()
        #expect(await outcomes.first { _ in true } == nil)
    }

    @Test func `a client that has half-closed its connection gets the substitute of a pending response`() async throws {
        let first = PendingResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { request in
            guard request.head.uri == "/1" else {
                return Reply(.later(PendingResponse(timeout: .milliseconds(20)) { .text("substitute") }))
            }
            asked.yield()
            return Reply(.later(first))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.closeOutput()
            await requests.first { true }
            first.complete(with: .text("first"))
            #expect(try await client.response().body == "first")
            #expect(try await client.response().body == "substitute")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a client that has half-closed its connection gets a pending response`() async throws {
        let pending = PendingResponse()
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let responder = TestResponder { _ in
            asked.yield()
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await requests.first { true }
            try await client.closeOutput()
            pending.complete(with: .text("still here"))
            let response = try await client.response()
            #expect(response.body == "still here")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a caller in the same process can end all timeouts at once`() {
        let inner = PendingResponse(timeout: .seconds(60)) { Reply(.now(.text("inner"))) }
        let outer = PendingResponse(timeout: .seconds(60)) { Reply(.later(inner)) }
        let reply = Reply(.later(outer)).deliver(onPending: { $0.expire() }, to: { _ in })
        guard case .now(let response)? = reply?.content else {
            Issue.record("the response is not there at once")
            return
        }
        #expect(response.body == Array("inner".utf8))
    }
}
