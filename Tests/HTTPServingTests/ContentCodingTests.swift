import HTTPServing
import Testing

@Suite(.timeLimit(.minutes(15))) struct ContentCodingTests {
    private func post(_ body: [UInt8], _ fields: String) -> [UInt8] {
        Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\(fields)\r\n\r\n".utf8) + body
    }

    @Test(arguments: ["gzip", "x-gzip", "GZIP", "gzip ", "identity\r\nContent-Encoding: gzip"])
    func `a gzip body reaches the responder decompressed`(_ coding: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            for text in ["hello", "again"] {
                try await client.send(post(try gzip(Array(text.utf8)), "Content-Encoding: \(coding)"))
                #expect(try await client.response().body == "POST / \(text)")
            }
        }
    }

    @Test func `a chunked gzip body reaches the responder decompressed`() async throws {
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
    func `a body without a content coding reaches the responder unchanged`(_ coding: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send(post(Array("hello".utf8), "Content-Encoding: \(coding)"))
            #expect(try await client.response().body == "POST / hello")
        }
    }

    @Test func `a request without a body may name any content coding`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            for coding in ["gzip", "br"] {
                try await client.send("GET / HTTP/1.1\r\nHost: a\r\nContent-Encoding: \(coding)\r\n\r\n")
                #expect(try await client.response().body == "GET / ")
            }
        }
    }

    @Test func `the responder learns why a body cannot be decompressed, and the connection stays open`() async throws {
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

    @Test func `a request with Expect and an unknown content coding gets its response without 100`() async throws {
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
