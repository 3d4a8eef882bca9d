import HTTPServing
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct ConnectionTests {
    @Test func `a connection carries several requests one after the other`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            for number in 1...3 {
                try await client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try await client.response()
                #expect(response.status == 200)
                #expect(response.body == "GET /\(number) ")
                #expect(response["connection"] == nil)
            }
        }
    }

    @Test(arguments: ["close", "Close", "CLOSE", "foo, cLoSe"])
    func `a request with Connection close gets the same header back and ends the connection`(
        _ value: String
    ) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: \(value)\r\n\r\n")
            #expect(try await client.response()["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a connection of HTTP 1_0 is closed by default`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.0\r\n\r\n")
            let response = try await client.response()
            #expect(response.body == "GET / ")
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a connection of HTTP 1_0 stays open when the request asks for keep-alive`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            for _ in 1...2 {
                try await client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
                #expect(try await client.response()["connection"] == "keep-alive")
            }
        }
    }

    @Test func `a response to HEAD has the content length and no body`() async throws {
        try await withServer(TestResponder { _ in .text("twelve bytes") }) { server in
            let client = try await server.connect()
            try await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try await client.response(toHead: true)
            #expect(head["content-length"] == "12")
            #expect(try await client.response().body == "twelve bytes")
        }
    }

    @Test(arguments: [HTTPResponseStatus.noContent, .notModified])
    func `a response with status 204 or 304 has neither body nor content length`(
        _ status: HTTPResponseStatus
    ) async throws {
        let responder = TestResponder { request in
            request.head.uri == "/" ? Reply(.now(.text("never seen", status: status))) : .text("next")
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == Int(status.code))
            #expect(response["content-length"] == nil)
            #expect(try await client.response().body == "next")
        }
    }

    @Test func `a response has one date and the true length, whatever headers the responder sets`() async throws {
        let headers: HTTPHeaders = ["content-length": "999", "Transfer-Encoding": "chunked", "X-Own": "yes"]
        let responder = TestResponder { _ in Reply(.now(Response(status: .created, headers: headers, body: [0x61]))) }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 201)
            #expect(response["x-own"] == "yes")
            #expect(response.fields.filter { $0.name == "content-length" }.map(\.value) == ["1"])
            #expect(response.fields.count { $0.name == "date" } == 1)
            #expect(response["transfer-encoding"] == nil)
        }
    }

    @Test func `a responder closes the connection with the header Connection close`() async throws {
        let responder = TestResponder { _ in
            Reply(.now(Response(status: .ok, headers: ["Connection": "close"])))
        }
        try await withServer(responder) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response()["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a response header whose value contains a line break is dropped`() async throws {
        let headers: HTTPHeaders = ["X-Bad": "a\r\nX-Injected: b", "X-Good": "c"]
        try await withServer(TestResponder { _ in Reply(.now(Response(status: .ok, headers: headers))) }) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try await client.response()
            #expect(response["x-injected"] == nil)
            #expect(response["x-bad"] == nil)
            #expect(response["x-good"] == "c")
        }
    }

    @Test func `a client that half-closes its connection gets its response`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n")
            try await client.closeOutput()
            #expect(try await client.response().body == "GET /half ")
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a request that offers another protocol is answered in HTTP 1_1 and ends the connection`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
            let response = try await client.response()
            #expect(response.status == 200)
            #expect(response["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["DELETE", "PROPFIND", "PURGE", "LINK", "OPTIONS", "TRACE"])
    func `requests with uncommon methods reach the responder`(_ method: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("\(method) /x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().body == "\(method) /x ")
        }
    }
}
