import HTTPServing
import Testing

/// A request that is not valid HTTP/1.1 gets one response, and nothing behind it is read as a request.
@Suite(.timeLimit(.minutes(15))) struct FramingTests {
    /// Sends an invalid request and, in the same write, a second one that must not be answered; returns the status.
    private func refusal(_ request: String) async throws -> Int {
        var status = 0
        try await withServer { server in
            let client = try await server.connect()
            client.sendAnyway(request + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try await client.response()
            status = response.status
            #expect(response["connection"] == "close")
            #expect(response["content-type"] == "text/plain; charset=utf-8")
            #expect(try await client.rest() == "")
            let next = try await server.connect()
            try await next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await next.response().body == "GET /next ")
        }
        return status
    }

    @Test(arguments: [
        "", "Host: a\r\nHost: a\r\n", "Host: a\r\nHost: b\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: u@a\r\n",
        "Host: http://a\r\n", "Host: a:b\r\n", "Host: a:80:80\r\n", "Host: [::1\r\n", "Host: []\r\n", "Host: a%2\r\n",
        "Host: a, b\r\n", "Host: b\u{FC}cher\r\n", "Host: <a>\r\n", "Host: [::1]a\r\n", "Host: a?b\r\n",
        "Host: a#b\r\n",
    ])
    func `a request without exactly one valid host is refused`(_ host: String) async throws {
        #expect(try await refusal("GET / HTTP/1.1\r\n\(host)Accept: */*\r\n\r\n") == 400)
    }

    @Test(arguments: [
        "a", "A.example", "a:80", "a:", "127.0.0.1:8080", "[::1]", "[::1]:8080", "my_service", "a-b.c", "xn--bcher-kva",
        "%41", "", "a\t", "a  ",
    ])
    func `a request with a valid host is accepted`(_ host: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            for _ in 1...2 {
                try await client.send("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n")
                #expect(try await client.response().body == "GET / ")
            }
        }
    }

    @Test(arguments: ["Host: a\r\nHost: b\r\n", "Host: a b\r\n"])
    func `a request of HTTP 1_0 with an invalid or repeated host is refused`(_ host: String) async throws {
        #expect(try await refusal("GET / HTTP/1.0\r\n\(host)\r\n") == 400)
    }

    @Test(arguments: [
        "Content-Length: +5", "Content-Length: -5", "Content-Length: 5,5", "Content-Length: 5, 5",
        "Content-Length: 0x5",
        "Content-Length: 5a", "Content-Length: 5 5", "Content-Length: 5.0", "Content-Length: ",
        "Content-Length: 18446744073709551616", "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: gzip", "Transfer-Encoding: identity", "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: chunked, identity", "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunkedx", "Transfer-Encoding: chunked;q=1", "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: ", "Transfer-Encoding: ,",
        "Transfer-Encoding : chunked", "Content-Length : 5", "Content-Length\t: 5",
    ])
    func `a request with invalid or ambiguous length fields is refused`(_ fields: String) async throws {
        let status = try await refusal("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n0\r\n\r\n")
        #expect(status == 400)
    }

    @Test(arguments: ["gzip, chunked", "foo,chunked", "gzip\r\nTransfer-Encoding: chunked", "GZIP, Chunked"])
    func `an unknown transfer coding is refused with 501`(_ codings: String) async throws {
        let status = try await refusal("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \(codings)\r\n\r\n0\r\n\r\n")
        #expect(status == 501)
    }

    @Test func `a request of HTTP 1_0 with a transfer coding is refused`() async throws {
        let status = try await refusal("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        #expect(status == 400)
    }

    @Test(arguments: ["chunked", "Chunked", "CHUNKED", "chunked ", "\tchunked", ", chunked"])
    func `the coding chunked is accepted in any case, with blanks and with an empty list element`(
        _ coding: String
    ) async throws {
        try await withServer { server in
            let client = try await server.connect()
            let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \(coding)\r\n\r\n"
            for size in ["3", "03", "0000000000000000000003", "3;name=value"] {
                try await client.send("\(head)\(size)\r\nabc\r\n0\r\n\r\n")
                #expect(try await client.response().body == "POST / abc")
            }
        }
    }

    @Test(arguments: ["Content-Length: 3\t", "Transfer-Encoding: chunked\t", "Transfer-Encoding: chunked,"])
    func `a length field that the rules allow but the parser does not is refused`(
        _ field: String
    ) async throws {
        #expect(try await refusal("POST / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n3\r\nabc\r\n0\r\n\r\n") == 400)
    }

    @Test(arguments: [
        "zz", "-1", "+1", "0x1", "", " ", "1 ", "1 1", "G", "1,", "FFFFFFFFFFFFFFFFF", "1\u{0}", ";a=b",
    ])
    func `a chunk with an invalid size is refused`(_ size: String) async throws {
        let status = try await refusal(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(size)\r\na\r\n0\r\n\r\n"
        )
        #expect(status == 400)
    }

    @Test(arguments: [
        "3\r\nabcd\r\n0\r\n\r\n", "3\r\nabc0\r\n\r\n", "3\nabc\n0\n\n", "3\r\nabc\r\n0\r\nbad trailer\r\n\r\n",
    ])
    func `a chunked body with a wrong chunk length, line end or trailer is refused`(_ body: String) async throws {
        let status = try await refusal("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)")
        #expect(status == 400)
    }

    @Test(arguments: [
        "X-Folded: a\r\n b\r\n", "X-Folded: a\r\n\tb\r\n", " X-First: a\r\n", "X-Space : a\r\n", "X-Tab\t: a\r\n",
        "X-Bare: a\rb\r\n", "X-Null: a\u{0}b\r\n", "X(y): a\r\n", "X-Y\u{0}: a\r\n", ": a\r\n",
        "X-Control: a\u{1}b\r\n",
        "\r X: a\r\n",
    ])
    func `a malformed or ambiguous header field is refused`(_ field: String) async throws {
        #expect(try await refusal("GET / HTTP/1.1\r\nHost: a\r\n\(field)\r\n") == 400)
    }

    @Test(arguments: ["HTTP/1.2", "HTTP/1.10", "HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/1", "HTTP/11.1", "HTTP/1.1x"])
    func `a request of another version than HTTP 1_0 and 1_1 is refused`(_ version: String) async throws {
        let status = try await refusal("GET / \(version)\r\nHost: a\r\n\r\n")
        #expect(status == 505)
    }

    @Test func `the refusal of a HEAD request has no body`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("HEAD / HTTP/1.1\r\n\r\n")
            #expect(try await client.response(toHead: true).status == 400)
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["X:\r\n", "X: \r\n", "X: a\r\n", "X: a\r\nX: b\r\n"])
    func `the trailers of a chunked body are read and ignored`(_ trailers: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            for _ in 1...2 {
                try await client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\(trailers)\r\n"
                )
                #expect(try await client.response().body == "POST / abc")
            }
        }
    }
}
