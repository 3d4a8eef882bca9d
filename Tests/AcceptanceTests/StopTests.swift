import Documents
import EmulatorTesting
import Subprocess
import Testing

/// What clients that wait for something get when the server stops.
@Suite(.timeLimit(.minutes(15)))
struct StopTests {
    @Test(arguments: [Signal.terminate, .interrupt])
    func `a wait is answered with 422 inconclusive after a stop signal`(signal: Signal) async throws {
        let body = "{\"event\": {\"type\": \"customer.created\"}, \"timeout\": \"5m\"}"
        let finished = try await withMock(stoppedBy: signal) { mock in
            let (answer, isAtEnd) = try await Self.waitingRequest("POST /__admin/wait", body, to: mock, signal)
            #expect(answer?.status == 422)
            #expect(answer?.json["outcome"] == "inconclusive")
            #expect(answer?.json["reason"] == "server_stopped")
            #expect(isAtEnd)
        }
        #expect(finished.status == 0)
    }

    @Test func `a delayed request is answered after a stop signal`() async throws {
        let finished = try await withMock { mock in
            let rule: JSONValue = ["on": ["operation": "createCustomer"], "then": ["delay": "1m"]]
            let created = try await mock.client(basePath: "").post("/__admin/faults", rule)
            try #require(created.status == 201)
            let body = "{\"name\": \"Acme\"}"
            let (answer, isAtEnd) = try await Self.waitingRequest("POST /v1/customers", body, to: mock, .terminate)
            #expect(answer?.status == 201)
            #expect(answer?.data["name"] == "Acme")
            #expect(isAtEnd)
        }
        #expect(finished.status == 0)
        #expect(finished.lines.contains { $0.hasPrefix("POST /v1/customers 201 ") })
    }

    @Test func `a held request and an event stream are ended after a stop signal`() async throws {
        let finished = try await withMock { mock in
            let hold: JSONValue = ["request": ["operation": "createCustomer"]]
            let created = try await mock.client(basePath: "").post("/__admin/holds", hold)
            try #require(created.status == 201)
            let port = mock.port
            let (isStreaming, answer, isAtEnd) = try await blocking {
                let events = try RawSocket(port: port)
                events.send(HostileInputTests.head("GET /__admin/events", []))
                let isStreaming = try events.receive()?.status == 200
                let held = try RawSocket(port: port)
                let (answer, isAtEnd) = try Self.wait("POST /v1/customers", "{\"name\": \"Acme\"}", held) {
                    try mock.signal(.terminate)
                }
                return (isStreaming, answer, isAtEnd)
            }
            #expect(isStreaming)
            #expect(answer == nil)
            #expect(isAtEnd)
        }
        #expect(finished.status == 0)
    }

    private static func waitingRequest(
        _ request: String,
        _ body: String,
        to mock: MockProcess,
        _ signal: Signal
    ) async throws -> (answer: WireAnswer?, isAtEnd: Bool) {
        try await mock.talk { socket in try wait(request, body, socket) { try mock.signal(signal) } }
    }

    /// Sends a request, whose head the server has read before `stop` stops it, and returns what comes back.
    private static func wait(
        _ request: String,
        _ body: String,
        _ socket: RawSocket,
        stop: () throws -> Void
    ) throws -> (answer: WireAnswer?, isAtEnd: Bool) {
        let length = "Content-Length: \(body.utf8.count)"
        socket.send(
            HostileInputTests.head(request, ["Content-Type: application/json", length, "Expect: 100-continue"])
        )
        guard try socket.receive()?.status == 100 else { throw TestFailure("the server does not take the request") }
        socket.send(body)
        try stop()
        return (try socket.receive(), try socket.isAtEnd())
    }
}
