import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct DelayTests {
    /// Runs a test with one fault rule for createCustomer.
    private func withRule(
        _ then: JSONValue,
        phase: JSONValue = "before_commit",
        _ body: (Emulator) async throws -> Void
    ) async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["operation": "createCustomer"], "phase": phase, "then": then]
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            try #require(answer.status == 201, "\(answer.json)")
            try await body(emulator)
        }
    }

    /// The pending response of a delayed reply.
    private func pending(_ reply: Reply) throws -> PendingResponse {
        guard case .later(let pending) = reply.content else { throw TestFailure("it is answered at once") }
        return pending
    }

    private func create(_ emulator: Emulator, headers: HTTPHeaders = [:]) -> Reply {
        emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
    }

    @Test func `a delay holds a request, which is then handled at the later time`() async throws {
        try await withRule(["delay": "2s"]) { emulator in
            let reply = create(emulator)
            let pending = try pending(reply)
            #expect(pending.timeout == .seconds(2))
            #expect(try emulator.client().get("/customers").data == [])
            emulator.clock.advance(by: .seconds(2))
            pending.expire()
            let answer = try await emulator.client().answer(to: reply, of: "/customers")
            #expect(answer.status == 201)
            #expect(answer.headers["X-Mock-Fault"].count == 1)
            #expect(answer.data["created_at"] == Emulator.instant(2))
        }
    }

    @Test func `a delay in a rule comes before its error`() async throws {
        try await withRule(["error": "service_unavailable", "delay": "1s"]) { emulator in
            let reply = create(emulator)
            try pending(reply).expire()
            let answer = try await emulator.client().answer(to: reply, of: "/customers")
            #expect(answer.status == 503)
            #expect(try emulator.client().get("/customers").data == [])
        }
    }

    @Test func `a delay in a rule comes before its lost connection`() async throws {
        try await withRule(["connection": "reset", "delay": "1s"]) { emulator in
            let reply = create(emulator)
            try pending(reply).expire()
            #expect(reply.deliver { _ in }?.cut == .reset)
        }
    }

    @Test func `a uniform delay is drawn for each request, between its bounds`() async throws {
        try await withRule(["delay": ["uniform": ["50ms", "400ms"]]]) { emulator in
            let delays = try (1...20).map { _ in try #require(try pending(create(emulator)).timeout) }
            #expect(delays.allSatisfy { $0 >= .milliseconds(50) && $0 <= .milliseconds(400) })
            #expect(Set(delays).count > 5)
        }
    }

    @Test func `a request with the same Idempotency-Key waits for a response delayed after commit`() async throws {
        try await withRule(["delay": "1m"], phase: "after_commit") { emulator in
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            let first = create(emulator, headers: headers)
            let wait = try pending(first)
            #expect(wait.timeout == .seconds(60))
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
            let second = create(emulator, headers: headers)
            #expect(try pending(second).timeout == .seconds(30))
            wait.expire()
            let answer = try await emulator.client().answer(to: first, of: "/customers")
            #expect(answer.status == 201)
            let replayed = try await emulator.client().answer(to: second, of: "/customers")
            #expect(replayed.headers["Idempotent-Replayed"] == ["true"])
            #expect(replayed.data == answer.data)
        }
    }

    @Test func `a client that disconnects during a delay gets the response to its next request`() async throws {
        try await withRule(["delay": "1m"], phase: "after_commit") { emulator in
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            let first = create(emulator, headers: headers)
            first.onFinish?(.connectionLost)
            let again = try emulator.client().post("/customers", ["name": "Acme"], headers: headers)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
        }
    }

    @Test func `a reset cancels a delayed request, which then changes nothing`() async throws {
        try await withRule(["delay": "1m"]) { emulator in
            let reply = create(emulator)
            let report = try await emulator.control(usualKey).postLater("/__admin/reset").json
            #expect(report["cancelled"]?["responses"] == 1)
            let answer = try await emulator.client().answer(to: reply, of: "/customers")
            #expect(answer.status == 503)
            #expect(answer.headers["X-Mock-Error"] == ["reset"])
            #expect(try emulator.client().get("/customers").data == [])
        }
    }
}
