import HTTPServing
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct BodyTests {
    @Test func `a body with a Content-Length reaches the responder`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234")
            try await client.send("56789")
            #expect(try await client.response().body == "POST / 0123456789")
        }
    }

    @Test func `a chunked body reaches the responder in one piece`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
            try await client.send("4;name=value\r\ndefg\r\n0\r\nX-Trailer: t\r\n\r\n")
            #expect(try await client.response().body == "PUT / abcdefg")
            try await client.send("GET /again HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "GET /again ")
        }
    }

    @Test(arguments: [true, false])
    func `a body of exactly the limit is accepted`(_ chunked: Bool) async throws {
        try await withServer(TestResponder(limit: 1 << 20) { .text("\($0.bodyDescription.utf8.count)") }) { server in
            let client = try await server.connect()
            try await client.send(upload(of: 1 << 20, chunked: chunked))
            #expect(try await client.response().body == "1048576")
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "0")
        }
    }

    @Test(arguments: [true, false])
    func `a body one byte over the limit gets a response that the client can read`(_ chunked: Bool) async throws {
        let responder = TestResponder(limit: 1 << 20) { request in
            Reply(.now(.text(request.bodyDescription, status: .payloadTooLarge)))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            client.sendAnyway(upload(of: 1 << 20 + 1, chunked: chunked))
            let response = try await client.response()
            #expect(response.status == 413)
            #expect(response.body == "too large for 1048576")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a client can send an upload over the limit completely before it reads the response`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(upload(of: 32 << 20, chunked: false))
            #expect(try await client.response().body == "POST / too large for 1024")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a pending response to an upload over the limit reaches the client`() async throws {
        let pending = PendingResponse()
        try await withServer(TestResponder { _ in Reply(.later(pending)) }) { server in
            let client = try await server.connect()
            client.sendAnyway(upload(of: 8 << 20, chunked: true))
            pending.complete(with: .text("no", status: .payloadTooLarge))
            #expect(try await client.response().status == 413)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a request with Expect gets 100 before its body`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n"
            )
            #expect(try await client.response().status == 100)
            try await client.send("abc")
            #expect(try await client.response().body == "POST / abc")
        }
    }

    @Test func `a request with Expect and a body over the limit gets its response without 100`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1025\r\n\r\n"
            )
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response.body == "POST / too large for 1024")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: [
        "Content-Length: 3\r\nContent-Length: 4", "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Content-Length: -1", "Content-Length: 3x", "Content-Length: 99999999999999999999999",
        "Transfer-Encoding: chunked, gzip",
    ])
    func `a body with contradictory or invalid length fields is refused with 400`(_ headers: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\n\(headers)\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            #expect(try await client.response().status == 400)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a chunk without a size is refused`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")
            #expect(try await client.response().status == 400)
            #expect(try await client.rest() == "")
        }
    }

    private func upload(of size: Int, chunked: Bool) -> String {
        let body = String(repeating: "x", count: size)
        return chunked
            ? "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "\(String(size, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
            : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(size)\r\n\r\n\(body)"
    }
}
