import HTTPServing
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15))) struct HeaderFieldTests {
    /// Answers with the combined value of X-Asked in square brackets.
    private static let quoting = TestResponder { request in
        .text(request.head.headers.combined("x-asked").map { "[\($0)]" } ?? "none")
    }

    @Test(arguments: [
        ("X-Asked: k1", "[k1]"), ("X-Asked:k1", "[k1]"), ("X-Asked: k1 ", "[k1]"), ("X-Asked:  k1\t", "[k1]"),
        ("X-Asked:\t k1 \t ", "[k1]"), ("X-Asked: a b ", "[a b]"), ("X-Asked: ", "[]"), ("X-Asked:", "[]"),
        ("X-Asked: \t ", "[]"), ("X-Asked: \u{A0}", "[\u{A0}]"), ("X-Other: k1", "none"),
        ("X-Asked: a\r\nX-Asked: b ", "[a, b]"), ("X-Asked: a\r\nX-Other: c\r\nx-asked: b", "[a, b]"),
    ])
    func `a header value loses the whitespace around it, and repeated fields become one list`(
        _ lines: String,
        _ value: String
    ) async throws {
        try await withServer(Self.quoting) { server in
            let client = try await server.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n")
            #expect(try await client.response().body == value)
        }
    }

    @Test(arguments: [
        ("Content-Length: 3 ", "abc"), ("Content-Length: \t3", "abc"),
        ("Transfer-Encoding: chunked ", "3\r\nabc\r\n0\r\n\r\n"),
    ])
    func `whitespace around the value of a length field is ignored`(_ field: String, _ body: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            for _ in 1...2 {
                try await client.send("POST / HTTP/1.1\r\nHost: a \r\n\(field)\r\n\r\n\(body)")
                #expect(try await client.response().body == "POST / abc")
            }
        }
    }

    @Test func `whitespace around the values of Connection and Expect is ignored`() async throws {
        try await withServer { server in
            let client = try await server.connect()
            try await client.send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue \r\nContent-Length: 3\r\n\r\n")
            #expect(try await client.response().status == 100)
            try await client.send("abc")
            #expect(try await client.response().body == "PUT / abc")
            try await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\t\r\nX: y \r\n\r\n")
            #expect(try await client.response()["connection"] == "close")
            #expect(try await client.rest() == "")
        }
    }

    @Test(arguments: ["Authorization", "Content-Type", "Idempotency-Key", "Origin", "content-type"])
    func `a single-valued header field is refused when it is repeated with another value`(_ name: String) async throws {
        try await withServer { server in
            let client = try await server.connect()
            let same = "GET / HTTP/1.1\r\nHost: a\r\n\(name): x\r\nAccept: a\r\n\(name.uppercased()): x \r\n\r\n"
            try await client.send(same)
            #expect(try await client.response().status == 200)
            try await client.send(
                "GET / HTTP/1.1\r\nHost: a\r\n\(name): x\r\nAccept: a\r\n\(name.uppercased()): y\r\n\r\n"
            )
            let response = try await client.response()
            #expect(response.status == 400)
            #expect(response.body.lowercased().contains(name.lowercased()))
            #expect(try await client.rest() == "")
        }
    }

    @Test func `repeated header fields are combined by the rule of each field`() {
        let headers: HTTPHeaders = [
            "Accept": "text/csv", "accept": "text/html;q=0.5", "Cookie": "a=1", "COOKIE": "b=2", "Set-Cookie": "c=3",
            "set-cookie": "d=4", "Content-Type": "text/plain", "content-type": "text/plain", "X-Empty": "",
        ]
        #expect(headers.combined("ACCEPT") == "text/csv, text/html;q=0.5")
        #expect(headers.combined("cookie") == "a=1; b=2")
        #expect(headers.combined("Set-Cookie") == "c=3")
        #expect(headers.combined("Content-Type") == "text/plain")
        #expect(headers.combined("x-empty") == "")
        #expect(headers.combined("x-none") == nil)
        #expect(headers.combined.map(\.name) == ["Accept", "Cookie", "Set-Cookie", "Content-Type", "X-Empty"])
        #expect(headers.combined.map(\.value) == ["text/csv, text/html;q=0.5", "a=1; b=2", "c=3", "text/plain", ""])
    }
}
