import HTTPServing
import Testing

@Suite(.timeLimit(.minutes(15))) struct ContentCodingTests {
    private func post(_ body: [UInt8], _ fields: String) -> [UInt8] {
        Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\(fields)\r\n\r\n".utf8) + body
    }

    @Test(arguments: ["gzip", "x-gzip", "GZIP", "gzip ", "identity\r\nContent-Encoding: gzip"])
    func `a gzip body arrives unpacked`(_ coding: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            for text in ["hello", "again"] {
                try await client.send(post(try gzip(Array(text.utf8)), "Content-Encoding: \(coding)"))
                #expect(try await client.response().body == "POST / \(text)")
            }
        }
    }

    @Test func `so does one in chunks`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            let packed = try gzip(Array("hello".utf8))
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
            )
            for byte in packed { try await client.send(Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8)) }
            try await client.send("0\r\n\r\n")
            #expect(try await client.response().body == "POST / hello")
        }
    }

    @Test(arguments: ["identity", "", "IDENTITY"])
    func `a body without a coding arrives as it is`(_ coding: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(post(Array("hello".utf8), "Content-Encoding: \(coding)"))
            #expect(try await client.response().body == "POST / hello")
        }
    }

    @Test func `no body needs no coding`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            for coding in ["gzip", "br"] {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\nContent-Encoding: \(coding)\r\n\r\n")
                #expect(try await client.response().body == "GET / ")
            }
        }
    }

    @Test func `what cannot be unpacked is told, and the connection goes on`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(post(Array("hello".utf8), "Content-Encoding: br"))
            #expect(try await client.response().body == "POST / unsupported coding br")
            try await client.send(post(Array("hello".utf8), "Content-Encoding: gzip\r\nContent-Encoding: br"))
            #expect(try await client.response().body == "POST / unsupported coding gzip, br")
            try await client.send(post(Array("hello".utf8), "Content-Encoding: gzip"))
            #expect(try await client.response().body == "POST / undecodable: it does not begin as gzip does")
            try await client.send(post(try gzip([UInt8](repeating: 0, count: 1025)), "Content-Encoding: gzip"))
            #expect(try await client.response().body == "POST / too large for 1024")
            try await client.send(post(try gzip(Array("hello".utf8)), "Content-Encoding: gzip"))
            #expect(try await client.response().body == "POST / hello")
        }
    }

    @Test func `a client that asks first is told of an unknown coding straight away`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\nContent-Encoding: br\r\n\r\n"
            )
            #expect(try await client.response().body == "POST / unsupported coding br")
            #expect(try await client.rest() == "")
        }
    }
}
