import HTTPServing
import NIOHTTP1
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(15))) struct PipeliningTests {
    @Test func `a hundred pipelined requests are answered in order`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send((1...100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for number in 1...100 {
                #expect(try await client.response().body == "GET /\(number) ")
            }
        }
    }

    @Test func `pipelined requests reach the responder after the pending response before them`() async throws {
        let pending = PendingResponse()
        let asked = Mutex<[String]>([])
        let responder = TestResponder { request in
            asked.withLock { $0.append(request.head.uri) }
            return request.head.uri == "/slow" ? Reply(.later(pending)) : .text(request.bodyDescription)
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 200)
            try await client.send("POST /next HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
            try await client.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(asked.withLock { $0 } == ["/first", "/slow"])
            pending.complete(with: .text("slow"))
            #expect(try await client.response().body == "slow")
            #expect(try await client.response().body == "abc")
            #expect(try await client.response()["connection"] == "close")
            #expect(try await client.rest() == "")
            #expect(asked.withLock { $0 } == ["/first", "/slow", "/next", "/last"])
        }
    }

    @Test func `a hundred pipelined requests with pending responses are answered in order`() async throws {
        let responder = TestResponder { request in
            let pending = PendingResponse()
            Task { pending.complete(with: .text(request.head.uri)) }
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send((1...100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            try await client.closeOutput()
            for number in 1...100 {
                #expect(try await client.response().body == "/\(number)")
            }
            #expect(try await client.rest() == "")
        }
    }

    @Test func `garbage behind a request with a pending response gets 400 after that response`() async throws {
        let pending = PendingResponse()
        try await withServer(TestResponder { _ in Reply(.later(pending)) }) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n\u{1}garbage\r\n\r\n")
            pending.complete(with: .text("good"))
            #expect(try await client.response().body == "good")
            #expect(try await client.response().status == 400)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a request pipelined behind the last one of a connection is not answered`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"
            )
            #expect(try await client.response().body == "GET /1 ")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `parallel clients never get each other's responses`() async throws {
        let responder = TestResponder { request in
            guard request.head.uri.hasSuffix("0") else { return .text(request.head.uri) }
            let pending = PendingResponse()
            Task { pending.complete(with: .text(request.head.uri)) }
            return Reply(.later(pending))
        }
        try await withServer(responder) { server in
            let port = server.port
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in 1...64 {
                    group.addTask {
                        let client = try await RawClient.connect(port: port)
                        for number in 1...50 {
                            try await client.send("GET /\(name)/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                            #expect(try await client.response().body == "/\(name)/\(number)")
                        }
                        client.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
