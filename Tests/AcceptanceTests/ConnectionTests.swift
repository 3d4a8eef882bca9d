import Documents
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ConnectionTests {
    @Test func `pipelined requests of two keys are answered in order, each with its own content`() async throws {
        try await withSurvivingMock { mock in
            let requests = (0..<50).map { number in
                let body = Array("{\"name\": \"Customer \(number)\"}".utf8)
                let fields = ["Content-Type: application/json", "Content-Length: \(body.count)"]
                let key = number.isMultiple(of: 2) ? "kdv_test_even" : "kdv_test_odd"
                return HostileInputTests.head("POST /v1/customers", fields, key: key) + body
            }
            let answers = try await mock.talk { socket in
                socket.send(requests.joined())
                return try (0..<50).map { _ in try socket.receive() }
            }
            #expect(answers.map { $0?.data["name"]?.string } == (0..<50).map { "Customer \($0)" })
            #expect(answers.map { $0?.header("X-Mock-Seq") } == (0..<50).map { "\($0 / 2 + 1)" })
            for (key, rest) in [("kdv_test_even", 0), ("kdv_test_odd", 1)] {
                let list = try await mock.client(key).get("/customers?limit=100")
                let names = list.data.array?.compactMap { $0["name"]?.string }
                #expect(names?.reversed() == (0..<50).filter { $0 % 2 == rest }.map { "Customer \($0)" })
            }
        }
    }

    @Test func `a malformed pipelined request closes the connection after the responses before it`() async throws {
        try await withSurvivingMock { mock in
            let good = HostileInputTests.head("GET /v1/me", [])
            let (statuses, isAtEnd) = try await mock.talk { socket in
                socket.send(good + good + Array("GARBAGE\r\n\r\n".utf8) + good)
                let statuses = try (0..<3).map { _ in try socket.receive()?.status }
                return (statuses, try socket.isAtEnd())
            }
            #expect(statuses == [200, 200, 400])
            #expect(isAtEnd)
        }
    }

    @Test func `a connection of HTTP 1_0 is closed unless the request asks to keep it`() async throws {
        try await withMock { mock in
            let key = "Authorization: Bearer kdv_test_local\r\n"
            let (answer, isAtEnd) = try await mock.talk { socket in
                socket.send("GET /v1/me HTTP/1.0\r\n\(key)\r\n")
                return (try socket.receive(), try socket.isAtEnd())
            }
            #expect(answer?.status == 200)
            #expect(answer?.headers.contains(name: "Transfer-Encoding") == false)
            #expect(isAtEnd)
            let kept = try await mock.talk { socket in
                try (0..<2).map { _ in
                    socket.send("GET /v1/me HTTP/1.0\r\nConnection: keep-alive\r\n\(key)\r\n")
                    return try socket.receive()
                }
            }
            #expect(kept.map { $0?.status } == [200, 200])
            #expect(kept.allSatisfy { $0?.header("Connection") == "keep-alive" })
        }
    }

    @Test func `the response to HEAD has the content length of GET and no body`() async throws {
        try await withMock { mock in
            let (head, next) = try await mock.talk { socket in
                socket.send(HostileInputTests.head("HEAD /v1/me", []))
                let head = try socket.receive(isHead: true)
                socket.send(HostileInputTests.head("GET /v1/me", []))
                return (head, try socket.receive())
            }
            #expect(head?.status == 200)
            #expect(head?.bytes == [])
            let get = try #require(next)
            #expect(get.status == 200)
            #expect(head?.header("Content-Length") == "\(get.bytes.count)")
        }
    }

    @Test(arguments: ["TRACE", "PROPFIND"])
    func `an unknown method is refused with 401, 404 or 405, depending on path and key`(method: String) async throws {
        try await withSurvivingMock { mock in
            let known = try await mock.answer(to: HostileInputTests.head("\(method) /v1/me", []))
            #expect(known?.status == 405)
            #expect(known?.code == "method_not_allowed")
            #expect(known?.header("Allow")?.contains("GET") == true)
            let unknown = try await mock.answer(to: HostileInputTests.head("\(method) /v1/nowhere", []))
            #expect(unknown?.status == 404)
            let stranger = try await mock.answer(to: "\(method) /v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(stranger?.status == 401)
            let control = try await mock.answer(to: HostileInputTests.head("\(method) /__admin/reset", []))
            #expect(control?.status == 405)
            #expect(control?.header("X-Mock-Error") == "method_not_allowed")
        }
    }

    @Test func `the control API refuses a foreign Host and a foreign Origin with 403`() async throws {
        try await withMock { mock in
            let rebound = try await mock.answer(to: "POST /__admin/reset HTTP/1.1\r\nHost: evil.example\r\n\r\n")
            #expect(rebound?.status == 403)
            let page = HostileInputTests.head("POST /__admin/reset", ["Origin: https://evil.example"])
            let crossing = try await mock.answer(to: page)
            #expect(crossing?.status == 403)
            #expect(crossing?.header("X-Mock-Error") == "forbidden_origin")
        }
        try await withMock(["--allow-host", "mock.example"]) { mock in
            let allowed = try await mock.answer(to: "POST /__admin/reset HTTP/1.1\r\nHost: mock.example\r\n\r\n")
            #expect(allowed?.status == 200)
        }
    }

    @Test func `a server on all addresses refuses the page of a public name that points to it`() async throws {
        let lines = ["POST /__admin/reset HTTP/1.1", "Host: evil.example", "Origin: http://evil.example", "", ""]
        let rebound = lines.joined(separator: "\r\n")
        try await withMock(["--host", "0.0.0.0"]) { mock in
            let refused = try await mock.answer(to: rebound)
            #expect(refused?.status == 403)
            #expect(refused?.header("X-Mock-Error") == "forbidden_origin")
            let local = try await mock.answer(to: "POST /__admin/reset HTTP/1.1\r\nHost: mock:8080\r\n\r\n")
            #expect(local?.status == 200)
        }
        try await withMock(["--host", "0.0.0.0", "--allow-host", "evil.example"]) { mock in
            let allowed = try await mock.answer(to: rebound)
            #expect(allowed?.status == 200)
        }
    }
}
