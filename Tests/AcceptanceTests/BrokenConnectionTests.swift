import Documents
import OrderedCollections
import Testing

/// Connections that a fault rule breaks, and connections that must stay open.
@Suite(.timeLimit(.minutes(15)))
struct BrokenConnectionTests {
    private static let get = HostileInputTests.head("GET /v1/me", [])

    /// The bytes of a control request with a JSON body and the default key.
    private static func control(_ request: String, _ body: String) -> [UInt8] {
        let fields = ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        return HostileInputTests.head(request, fields) + Array(body.utf8)
    }

    @Test func `an idle connection stays open when one sandbox or all sandboxes are reset`() async throws {
        try await withMock { mock in
            let port = mock.port
            let answers = try await mock.talk { socket in
                var answers: [WireAnswer?] = []
                for reset in ["/__admin/reset?api_key=kdv_test_local", "/__admin/reset"] {
                    socket.send(Self.get)
                    answers.append(try socket.receive())
                    let other = try RawSocket(port: port)
                    other.send("POST \(reset) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    answers.append(try other.receive())
                }
                socket.send(Self.get)
                return answers + [try socket.receive()]
            }
            #expect(answers.map { $0?.status } == [200, 200, 200, 200, 200])
            #expect(answers.map { $0?.header("X-Mock-Seq") } == ["1", nil, "1", nil, "1"])
        }
    }

    @Test(arguments: ["reset", "close"])
    func `a fault rule breaks a connection that was open before it, and the repeated request`(
        connection: String
    ) async throws {
        try await withMock { mock in
            let port = mock.port
            let rule = """
                {"id": "f", "on": {"operation": "getMe"}, "times": 1, "repeats": {"within": "10m"},
                 "then": {"connection": "\(connection)"}}
                """
            let (made, broken, again, other) = try await mock.talk { socket in
                socket.send(Self.get)
                _ = try socket.receive()
                let control = try RawSocket(port: port)
                control.send(Self.control("POST /__admin/faults", rule))
                let made = try control.receive()?.status
                socket.send(Self.get)
                let broken = try? socket.receive()
                let second = try RawSocket(port: port)
                second.send(Self.get)
                let again = try? second.receive()
                let third = try RawSocket(port: port)
                third.send(HostileInputTests.head("GET /v1/me?other=1", []))
                return (made, broken, again, try third.receive())
            }
            #expect(made == 201 && broken == nil && again == nil)
            #expect(other?.status == 200)
            let rows = try await mock.root.get("/__admin/requests?api_key=kdv_test_local").data.array ?? []
            #expect(rows.map { $0["connection"] } == [1, 1, 2, 3])
            #expect(rows.map { $0["repeats"] } == [.null, .null, 2, .null])
            #expect(rows.map { $0["fault"] } == [.null, "f", "f", .null])
            let fault = try await mock.root.get("/__admin/faults/f?api_key=kdv_test_local").json
            #expect(fault["fired"] == 1)
            #expect(fault["hits"]?["absorbed"] == 1)
        }
    }
}
