import Documents
import Testing

@Suite(.timeLimit(.minutes(15)))
struct HostileInputTests {
    private static let mebibyte = 1 << 20

    @Test func `a request body of exactly one mebibyte is read`() async throws {
        try await withSurvivingMock { mock in
            let padded = Self.customer(size: Self.mebibyte)
            #expect(padded.count == Self.mebibyte)
            let created = try await mock.answer(to: Self.post(padded))
            #expect(created?.status == 201)
            #expect(created?.data["name"] == "Acme")
            let chunked = try await mock.answer(to: Self.chunked(padded))
            #expect(chunked?.status == 201)
            let blank = [UInt8](repeating: UInt8(ascii: " "), count: Self.mebibyte)
            let refused = try await mock.answer(to: Self.post(blank))
            #expect(refused?.status == 400)
            #expect(refused?.code == "invalid_request")
        }
    }

    @Test func `a request body of one mebibyte and one byte is refused with request_too_large`() async throws {
        try await withSurvivingMock { mock in
            let padded = Self.customer(size: Self.mebibyte + 1)
            for bytes in [Self.post(padded), Self.chunked(padded)] {
                let answer = try #require(try await mock.answer(to: bytes))
                #expect(answer.status == 413)
                #expect(answer.code == "request_too_large")
                #expect(answer.requestID?.hasPrefix("req_") == true)
                #expect(answer.requestID == answer.header("X-Request-Id"))
            }
            let list = try await mock.client().get("/customers")
            #expect(list.data == [])
        }
    }

    @Test func `a client that uploads to an unknown media path gets a response, not a connection reset`() async throws {
        let path = "POST /v1/1111475158712095/media"
        let type = "Content-Type: multipart/form-data; boundary=x"
        try await withSurvivingMock { mock in
            for (size, status, code) in [
                (3 * Self.mebibyte, 413, "request_too_large"), (Self.mebibyte / 2, 404, "resource_not_found"),
            ] {
                let file = [UInt8](repeating: 0xFF, count: size)
                let head = Self.head(path, [type, "Content-Length: \(size)"])
                let (answer, isSent) = try await mock.talk { socket in
                    let isSent = socket.send(head + file)
                    return (try socket.receive(), isSent)
                }
                #expect(isSent, "\(size)")
                #expect(answer?.status == status, "\(size)")
                #expect(answer?.code == code, "\(size)")
            }
        }
    }

    @Test func `a request with a too large or malformed Content-Length is refused without its body`() async throws {
        try await withSurvivingMock { mock in
            let head = Self.head("POST /v1/customers", ["Content-Length: 99999999999", "Expect: 100-continue"])
            let answer = try await mock.answer(to: head)
            #expect(answer?.status == 413)
            #expect(answer?.code == "request_too_large")
            for length in ["-1", "12abc", "99999999999999999999999999"] {
                let answer = try await mock.answer(to: Self.head("POST /v1/customers", ["Content-Length: \(length)"]))
                #expect(answer?.status == 400, "\(length)")
            }
        }
    }

    @Test func `a request body that is not a valid JSON object gets a message about the body`() async throws {
        let nested = Array(repeating: "[", count: 10_000) + Array(repeating: "]", count: 10_000)
        let bodies: [(name: String, bytes: [UInt8])] = [
            ("broken UTF-8", Array("{\"name\": \"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)),
            ("a lone continuation byte", Array("{\"name\": \"".utf8) + [0x80] + Array("\"}".utf8)),
            ("10,000 levels", Array(nested.joined().utf8)),
            ("10,000 levels without an end", [UInt8](repeating: UInt8(ascii: "["), count: 10_000)),
            ("10,000 levels in a field", Array("{\"metadata\": {\"a\": \(nested.joined())}}".utf8)),
            ("duplicate keys", Array(#"{"name": "A", "name": "B"}"#.utf8)),
            ("duplicate keys, one escaped", Array(#"{"name": "A", "n\u0061me": "B"}"#.utf8)),
            ("an array", Array("[]".utf8)), ("a number", Array("1e999999".utf8)), ("half", Array("{\"name\"".utf8)),
            ("zero bytes", [0, 0, 0]), ("two values", Array("{}{}".utf8)),
        ]
        try await withSurvivingMock { mock in
            for body in bodies {
                let answer = try await mock.answer(to: Self.post(body.bytes))
                #expect(answer?.status == 400, "\(body.name)")
                #expect(answer?.code == "invalid_request", "\(body.name)")
                let message = answer?.json["error"]?["message"]?.string ?? ""
                #expect(message.hasPrefix("The request body "), "\(body.name): \(message)")
            }
            let list = try await mock.client().get("/customers")
            #expect(list.data == [])
        }
    }

    @Test func `half of a surrogate pair in a JSON string becomes the replacement character`() async throws {
        try await withSurvivingMock { mock in
            let created = try await mock.answer(to: Self.post(Array(#"{"name": "a\ud800b"}"#.utf8)))
            #expect(created?.status == 201)
            #expect(created?.data["name"] == "a\u{FFFD}b")
        }
    }

    @Test func `a request with too large or too many headers gets 431, one with a too long target 414`() async throws {
        try await withSurvivingMock { mock in
            let large = Self.head("GET /v1/me", ["X-Large: " + String(repeating: "x", count: 100_000)])
            let largeAnswer = try await mock.answer(to: large)
            #expect(largeAnswer?.status == 431)
            let many = Self.head("GET /v1/me", (0..<1_000).map { "X-\($0): y" })
            let manyAnswer = try await mock.answer(to: many)
            #expect(manyAnswer?.status == 431)
            let long = Self.head("GET /v1/me?" + String(repeating: "a", count: 20_000), [])
            let longAnswer = try await mock.answer(to: long)
            #expect(longAnswer?.status == 414)
        }
    }

    @Test func `a connection whose request line has no end is closed`() async throws {
        try await withSurvivingMock { mock in
            let (answer, isClosed) = try await mock.talk { socket in
                socket.send("GET /")
                let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
                var sent = 0
                // The server answers or closes long before 64 pieces; the limit keeps the test finite.
                while sent < 64, socket.send(piece) { sent += 1 }
                return (try socket.receive(), try socket.isAtEnd())
            }
            #expect(isClosed)
            // A client that goes on writing may find the connection reset before it has read why.
            #expect(answer.map { (400..<500).contains($0.status) } ?? true)
        }
    }

    @Test(arguments: [
        ("\r\n\r\n\r\nGARBAGE\r\n\r\n", 400), ("GET /v1/me\r\n\r\n", 505),
        ("GET /v1/me HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400),
        ("GET /v1/me HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n", 400),
        ("POST /v1/customers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (
            "POST /v1/customers HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
            400
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET /v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer kdv_test_a\r\n\r\n", 404),
        ("GET /v1/customers/%00%ff HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer kdv_test_a\r\n\r\n", 404),
        ("GET /v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \u{1F4A9}\r\n\r\n", 401),
    ])
    func `a malformed or unusual request gets a response with an error status`(
        bytes: String,
        status: Int
    ) async throws {
        try await withSurvivingMock { mock in
            let answer = try await mock.talk { socket in
                socket.send(bytes)
                return try socket.receive()
            }
            #expect(answer?.status == status)
        }
    }

    @Test func `a client that leaves in the middle of a request changes nothing`() async throws {
        try await withSurvivingMock { mock in
            let whole = Self.post(Self.customer(size: 10_000))
            for length in [1, 20, 200, 5_000, whole.count - 1] {
                try await mock.talk { socket in
                    let wasTaken = socket.send(whole.prefix(length))
                    #expect(wasTaken)
                }
                try await mock.talk { socket in
                    socket.send(whole.prefix(length))
                    socket.finishSending()
                    let answer = try socket.receive()
                    #expect(answer == nil || answer?.status == 400, "\(length)")
                }
            }
            // Sends a request and leaves without waiting for the response.
            try await mock.talk { socket in
                let wasTaken = socket.send(Self.head("GET /v1/openapi.json", []))
                #expect(wasTaken)
            }
            let list = try await mock.client().get("/customers")
            #expect(list.data == [])
        }
    }

    /// A body of exactly that many bytes that describes one customer.
    static func customer(size: Int) -> [UInt8] {
        let text = "{\"name\": \"Acme\", \"padding\": \"\"}"
        let padding = String(repeating: "x", count: size - text.utf8.count)
        return Array("{\"name\": \"Acme\", \"padding\": \"\(padding)\"}".utf8)
    }

    static func head(_ request: String, _ fields: [String], key: String = "kdv_test_local") -> [UInt8] {
        let lines = ["\(request) HTTP/1.1", "Host: localhost", "Authorization: Bearer \(key)"] + fields + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    static func post(_ body: [UInt8]) -> [UInt8] {
        head("POST /v1/customers", ["Content-Type: application/json", "Content-Length: \(body.count)"]) + body
    }

    /// The same request as `post`, with its body in chunks of 64 KiB.
    static func chunked(_ body: [UInt8]) -> [UInt8] {
        var bytes = head("POST /v1/customers", ["Content-Type: application/json", "Transfer-Encoding: chunked"])
        for start in stride(from: 0, to: body.count, by: 65_536) {
            let chunk = body[start..<min(start + 65_536, body.count)]
            bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
        }
        return bytes + Array("0\r\n\r\n".utf8)
    }
}

/// Serves while `body` sends hostile input; afterwards the same process must still answer, and end with status 0.
func withSurvivingMock(_ body: @Sendable (MockProcess) async throws -> Void) async throws {
    let finished = try await withMock { mock in
        let before = try await mock.client().get("/me")
        #expect(before.status == 200)
        try await body(mock)
        let after = try await mock.client().get("/me")
        #expect(after.status == 200)
        let seq = try #require(after.header("X-Mock-Seq").flatMap { Int($0) })
        #expect(seq > 1)
    }
    #expect(finished.status == 0)
}
