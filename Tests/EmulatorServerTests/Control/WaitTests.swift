import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct WaitTests {
    private func begin(
        _ emulator: Emulator,
        _ body: JSONValue,
        _ query: String = "",
        key: String? = usualKey
    ) -> Reply {
        emulator.control(key).hold("/__admin/wait" + query, body, headers: ["Content-Type": "application/json"])
    }

    /// The answer to a wait that is over.
    private func answer(_ emulator: Emulator, _ reply: Reply) async throws -> TestResponse {
        try await emulator.control().answer(to: reply, of: "/__admin/wait")
    }

    private func wait(_ emulator: Emulator, _ body: JSONValue, _ query: String = "") async throws -> TestResponse {
        try await answer(emulator, begin(emulator, body, query))
    }

    /// The response that a wait is to give; throws if the wait has been answered at once.
    private func pending(_ reply: Reply) throws -> PendingResponse {
        guard case .later(let pending) = reply.content else { throw TestFailure("the wait is over already") }
        return pending
    }

    @Test func `a wait for what has happened already answers at once`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().post("/customers", ["name": "A"])
            let answer = try await wait(emulator, ["event": ["type": "customer.created"]])
            #expect(answer.status == 200)
            #expect(answer.json["outcome"] == "satisfied")
            #expect(answer.json["matched"] == 1)
        }
    }

    @Test func `a wait with count three ends when the third request comes`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            _ = try emulator.client().get("/me")
            let reply = begin(emulator, ["request": ["operation": "getMe"], "count": 3])
            _ = try pending(reply)
            _ = try emulator.client().get("/customers")
            _ = try pending(reply)
            _ = try emulator.client().get("/me")
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 200)
            #expect(answer.json["refs"] == ["request:1", "request:2", "request:4"])
        }
    }

    @Test func `the references of a wait continue after the first hundred with offset`() async throws {
        try await withEmulator { emulator in
            for _ in 1...102 { _ = try emulator.client().get("/me") }
            let matcher: JSONObject = ["request": ["operation": "getMe"], "count": 102]
            let first = try await wait(emulator, .object(matcher))
            #expect(first.json["matched"] == 102)
            #expect(first.json["refs"]?.array?.count == 100)
            #expect(first.json["refs"]?.array?.last == "request:100")
            let rest = try await wait(emulator, .object(matcher.merging(["offset": 100]) { $1 }))
            #expect(rest.json["matched"] == 102)
            #expect(rest.json["refs"] == ["request:101", "request:102"])
            let none = try await wait(emulator, .object(matcher.merging(["offset": 500]) { $1 }))
            #expect(none.json["refs"] == [])
        }
    }

    @Test func `a wait for a delivery ends when the receiver has answered`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let reply = begin(emulator, ["delivery": ["event": "customer.created", "status": "delivered"]])
            _ = try emulator.client().post("/customers", ["name": "A"])
            let answer = try await answer(emulator, reply)
            #expect(answer.json["outcome"] == "satisfied")
            #expect(answer.json["refs"]?[0]?.string?.hasPrefix("delivery:wbd_") == true)
        }
    }

    @Test func `a wait that times out reports the nearest miss`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().post("/customers", ["name": "A"])
            let reply = begin(emulator, ["request": ["operation": "createCustomer", "where": ["/body/name": "B"]]])
            try pending(reply).expire()
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 408)
            #expect(answer.json["outcome"] == "timed_out")
            let differences: JSONValue = [["pointer": "/body/name", "expected": "B", "actual": "A"]]
            #expect(answer.json["nearest"]?[0]?["differences"] == differences)
        }
    }

    @Test func `a wait with never is violated by the first match`() async throws {
        try await withEmulator { emulator in
            let reply = begin(emulator, ["event": ["type": "customer.created"], "never": true, "timeout": "300ms"])
            _ = try emulator.client().post("/customers", ["name": "A"])
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 409)
            #expect(answer.json["outcome"] == "violated")
            #expect(answer.json["refs"]?.array?.count == 1)
        }
    }

    @Test func `a wait with never is satisfied when the time is over`() async throws {
        try await withEmulator { emulator in
            let reply = begin(emulator, ["event": ["type": "customer.created"], "never": true, "timeout": "300ms"])
            #expect(try pending(reply).timeout == .milliseconds(300))
            try pending(reply).expire()
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 200)
            #expect(answer.json["outcome"] == "satisfied")
        }
    }

    @Test(arguments: [true, false])
    func `a wait is inconclusive when the server stops before its end`(_ isNever: Bool) async throws {
        try await withEmulator { emulator in
            let reply = begin(emulator, ["event": ["type": "customer.created"], "never": .bool(isNever)])
            try pending(reply).stop()
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 422)
            #expect(answer.json["outcome"] == "inconclusive")
            #expect(answer.json["reason"] == "server_stopped")
        }
    }

    @Test func `every outcome has the status 200 if the query asks for it`() async throws {
        try await withEmulator { emulator in
            let reply = begin(emulator, ["event": ["type": "customer.created"]], "?status=200")
            try pending(reply).expire()
            let answer = try await answer(emulator, reply)
            #expect(answer.status == 200)
            #expect(answer.json["outcome"] == "timed_out")
        }
    }

    @Test func `a delivery from before since_seq does not count when it changes`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            try emulator.createHold(["id": "h", "delivery": ["any": true]])
            _ = try emulator.client().post("/customers", ["name": "A"])
            let last = try emulator.control(usualKey).get("/__admin/requests").json["last_seq"]
            let delivered: JSONValue = ["status": "delivered"]
            let reply = begin(emulator, ["delivery": delivered, "since_seq": try #require(last)])
            try emulator.release("h")
            try await emulator.settle()
            _ = try pending(reply)
            _ = try emulator.client().post("/customers", ["name": "B"])
            let answer = try await answer(emulator, reply)
            #expect(answer.json["outcome"] == "satisfied")
            #expect(answer.json["matched"] == 1)
        }
    }

    // MARK: Resets and evictions

    @Test func `a reset ends a thousand waits, and none is left`() async throws {
        try await withEmulator { emulator in
            let replies = (0..<1_000).map { _ in begin(emulator, ["request": ["operation": "createCustomer"]]) }
            #expect(emulator.application.registry.feed.isObserved)
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            for reply in replies {
                let answer = try await answer(emulator, reply)
                #expect(answer.status == 422)
                #expect(answer.json["reason"] == "reset")
            }
            #expect(!emulator.application.registry.feed.isObserved)
        }
    }

    @Test func `a reset of another sandbox does not end a wait`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client("kdv_test_b").get("/me")
            let reply = begin(emulator, ["request": ["operation": "getMe"], "count": 2])
            let everywhere = begin(emulator, ["request": ["operation": "getMe"], "count": 2], key: nil)
            _ = try await emulator.control("kdv_test_b").postLater("/__admin/reset")
            _ = try emulator.client().get("/me")
            _ = try pending(reply)
            _ = try pending(everywhere)
            _ = try emulator.client().get("/me")
            #expect(try await answer(emulator, reply).json["matched"] == 2)
            #expect(try await answer(emulator, everywhere).json["matched"] == 2)
        }
    }

    @Test func `a wait whose client has left is forgotten`() async throws {
        try await withEmulator { emulator in
            let reply = begin(emulator, ["request": ["operation": "getMe"]])
            reply.onFinish?(.connectionLost)
            #expect(!emulator.application.registry.feed.isObserved)
        }
    }

    @Test func `a wait in a journal that has evicted requests is inconclusive`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["name": .string(String(repeating: "x", count: 100)), "metadata": [:]]
            let large = String(repeating: "y", count: 900_000)
            for _ in 0..<60 { _ = try emulator.client().post("/customers?x=\(large)", body) }
            let evicted = try emulator.control(usualKey).get("/__admin/requests?limit=1").json["evicted_before_seq"]
            try #require(evicted?.integer ?? 0 > 1)
            let answer = try await wait(emulator, ["request": ["operation": "getMe"]])
            #expect(answer.status == 422)
            #expect(answer.json["reason"] == "journal_evicted")
            let never = try await wait(emulator, ["request": ["operation": "getMe"], "never": true])
            #expect(never.json["outcome"] == "inconclusive")
            let verified = try emulator.control(usualKey).post(
                "/__admin/verify",
                ["expect": [["request": ["operation": "getMe"], "count": 0]]]
            )
            #expect(verified.status == 422)
            #expect(verified.json["reason"] == "journal_evicted")
            let recent = try emulator.control(usualKey).post(
                "/__admin/verify",
                ["expect": [["request": ["operation": "getMe"], "count": 0]], "since_seq": 59]
            )
            #expect(recent.status == 200)
            _ = try emulator.control(usualKey).delete("/__admin/requests")
            let cleared = try emulator.control(usualKey).post(
                "/__admin/verify",
                ["expect": [["request": ["operation": "getMe"], "count": 0]]]
            )
            #expect(cleared.status == 200)
        }
    }

    @Test(
        arguments: [
            (["timeout": "6m", "request": ["any": true]], "/timeout"),
            (["timeout": "soon", "request": ["any": true]], "/timeout"),
            (["never": true, "count": 2, "request": ["any": true]], "/count"),
            (["request": ["operation": "x"]], "/request/operation"), ([:], ""),
        ] as [(JSONValue, String)]
    )
    func `a mistake in a wait is refused with its place`(body: JSONValue, pointer: String) async throws {
        try await withEmulator { emulator in
            let answer = try await wait(emulator, body)
            expectProblem(answer, 400, "invalid_body")
            let pointers = answer.json["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? []
            #expect(pointers.contains(pointer), "\(answer.json)")
        }
    }
}
