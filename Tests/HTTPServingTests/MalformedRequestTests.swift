import HTTPServing
import Testing

@Suite(.timeLimit(.minutes(15))) struct MalformedRequestTests {
    @Test(arguments: [
        "\u{1}\u{2}\u{3}\r\n\r\n", "hello\r\n\r\n", "GET\r\n\r\n", "GET / FTP/1.1\r\n\r\n",
        "BREW /pot HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\nA b: c\r\n\r\n",
        "GET / HTTP/1.1\r\n: empty\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}",
    ])
    func `bytes that are not an HTTP request get 400 with one sentence and a closed connection`(
        _ bytes: String
    ) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(bytes)
            let response = try await client.response()
            #expect(response.status == 400)
            #expect(response["content-type"] == "text/plain; charset=utf-8")
            #expect(response["connection"] == "close")
            #expect(response.body.hasSuffix(".\n"))
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a valid request before garbage is answered first`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("GET /good HTTP/1.1\r\nHost: a\r\n\r\ngarbage garbage\r\n\r\n")
            #expect(try await client.response().body == "GET /good ")
            #expect(try await client.response().status == 400)
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/9\r\n\r\n"])
    func `a request of another HTTP version is refused with 505`(_ bytes: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(bytes)
            #expect(try await client.response().status == 505)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a header of 100 KB is refused`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            let value = String(repeating: "x", count: 100_000)
            client.sendAnyway("GET / HTTP/1.1\r\nHost: a\r\nX-Long: \(value)\r\n\r\n")
            #expect(try await client.response().status == 431)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `many headers of 100 KB together are refused`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            let line = "X-Some: \(String(repeating: "x", count: 990))\r\n"
            client.sendAnyway("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: line, count: 100))\r\n")
            #expect(try await client.response().status == 431)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `too many headers are refused`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            client.sendAnyway("GET / HTTP/1.1\r\n\(String(repeating: "a: b\r\n", count: 300))\r\n")
            #expect(try await client.response().status == 431)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a header of 60 KB is read`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            let value = String(repeating: "x", count: 60_000)
            try await client.send("GET /long HTTP/1.1\r\nHost: a\r\nX-Long: \(value)\r\n\r\n")
            #expect(try await client.response().body == "GET /long ")
        }
    }

    @Test func `a request target above the limit is refused`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            let path = String(repeating: "x", count: 16 * 1024)
            client.sendAnyway("GET /\(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.response().status == 414)
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["GET /", "GET / HTTP/1.1\r\nX-Spaces: "])
    func `a request or header line that never ends is refused with 431`(_ start: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            let filler = String(repeating: start.hasSuffix(" ") ? " " : "x", count: 1 << 20)
            client.sendAnyway(start)
            client.sendAnyway(filler)
            #expect(try await client.response().status == 431)
            #expect(try await client.rest() == "")
        }
    }

    @Test func `a client that disappears in the middle of a body does not harm the server`() async throws {
        try await withServer { server in
            for _ in 1...20 {
                let client = try await server.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
                try await client.reset()
            }
            let client = try await server.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
            try await client.closeOutput()
            #expect(try await client.response().status == 400)
            #expect(try await client.rest() == "")
        }
    }
}
