import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// What an agent does with the tools of the fixture alone, beside requests to the API.
@Suite struct FixtureStoryTests {
    @Test func `an agent sees an injected fault in the journal and removes it`() async throws {
        try await withEmulator { emulator in
            let loaded = try await emulator.use("load_scenario", ["name": "connected"])
            #expect(loaded["sandboxes"] == 1)
            let accounts = try emulator.client().get("/accounts")
            #expect(accounts.column("phone_number_id") == ["1111475158712095"])

            let rule = try await emulator.use(
                "inject_fault",
                ["on": ["operation": "createCustomer"], "then": ["error": "feature_not_entitled"]]
            )
            let id = try #require(rule["id"])
            expect(try emulator.client().post("/customers", ["name": "A"]), refuses: 402, "feature_not_entitled")

            let found = try await emulator.use("find_requests", ["operation": "createCustomer", "status": 402])
            #expect(found["count"] == 1)
            #expect(found["more"] == false)
            let row = try #require(found["rows"]?[0])
            #expect(row["error"] == "feature_not_entitled")
            #expect(row["fault"] == id)
            #expect(try emulator.open(row["url"])["request"]?["body"] == ["name": "A"])
            #expect(try emulator.open(found["url"])["data"]?.array?.count == 1)
            #expect(try emulator.open(rule["url"])["fired"] == 1)

            #expect(try await emulator.use("clear_faults")["deleted"] == 1)
            #expect(try emulator.client().post("/customers", ["name": "A"]).status == 201)
        }
    }

    @Test func `an agent onboards a customer, waits for the webhook and lists what has changed`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try await emulator.use("load_scenario", ["name": "connected"])
            _ = try emulator.subscribe(to: ["customer.onboarded"])
            let customer = try emulator.createCustomer()
            _ = try emulator.createLink(of: customer)
            #expect(try await emulator.use("snapshot", ["action": "save", "name": "before"])["name"] == "before")

            let onboarded = try await emulator.use(
                "simulate",
                ["what": "onboarding", "customer_id": .string(customer), "outcome": "success"]
            )
            #expect(onboarded["outcome"] == "success")
            #expect(try emulator.open(onboarded["url"])["id"] == onboarded["events"]?[0])

            let wait = try await emulator.use(
                "wait",
                ["delivery": ["event": "customer.onboarded", "status": "delivered"], "timeout": "10s"]
            )
            #expect(wait["outcome"] == "satisfied")
            #expect(wait["matched"] == 1)
            #expect(try emulator.open(wait["url"])["status"] == "delivered")

            let advanced = try await emulator.use("advance_clock", ["by": "PT32H"])
            #expect(advanced["from"] == "2026-06-04T10:00:00.000Z")
            #expect(advanced["now"] == "2026-06-05T18:00:00.000Z")

            let changes = try await emulator.use("changes", ["since": "before"])
            let rows = try #require(changes["rows"]?.array)
            #expect(rows.contains { $0["kind"] == "created" && $0["object"] == "account" && $0["fields"] == nil })
            #expect(rows.contains { $0["id"] == .string(customer) && $0["fields"] != nil })
            #expect(changes["events"]?["customer.onboarded"] == 1)
            #expect(changes["deliveries"] == ["delivered": 1])
            #expect(try emulator.open(changes["url"])["data"]?.array?.count == rows.count)

            _ = try await emulator.use("snapshot", ["action": "restore", "name": "before"])
            #expect(try await emulator.use("changes", ["since": "before"])["rows"] == [])
        }
    }

    @Test func `an agent checks what has happened, and a failed check is a normal result`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let met: JSONObject = ["expect": [["request": ["operation": "createCustomer", "status": 201]]]]
            #expect(try await emulator.use("verify", met)["outcome"] == "met")
            let failed = try await emulator.use(
                "verify",
                ["expect": [["request": ["operation": "createCustomer", "status": 402]]]]
            )
            #expect(failed["outcome"] == "failed")
            #expect(failed["ok"] == false)
            #expect(failed["results"]?[0]?["nearest"]?.array?.count == 1)
            #expect(try emulator.open(failed["url"])["operation"] == "createCustomer")
        }
    }

    @Test func `a wait that times out is a normal result with the nearest entry`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let arguments: JSONValue = ["request": ["operation": "createCustomer", "status": 402]]
            let reply = emulator.beginAtFixture("tools/call", ["name": "wait", "arguments": arguments])
            guard case .later(let pending) = reply.content else { throw TestFailure("the wait is over already") }
            #expect(pending.timeout == .seconds(5))
            pending.expire()
            let called = try CalledTool(try await emulator.control().answer(to: reply, of: Emulator.fixture))
            #expect(!called.isError)
            #expect(called["outcome"] == "timed_out")
            #expect(called["nearest"]?.array?.count == 1)
        }
    }

    @Test func `the requests of the tools are in no journal, and a bundle lists those that change a world`()
        async throws
    {
        try await withEmulator { emulator in
            _ = try await emulator.use("set_organization", ["plan": "pro"])
            _ = try await emulator.use("inject_fault", ["preset": "feature_not_entitled"])
            #expect(try await emulator.use("find_requests")["rows"] == [])
            #expect(try await emulator.use("find_requests", ["sandbox": "all"])["rows"] == [])
            let bundle = try emulator.control(usualKey).get("/__admin/bundle").json
            #expect(bundle["actions"]?.array?.column("path") == ["/__admin/organization", "/__admin/faults"])
        }
    }

    @Test func `the same tools answer in the revision of 2026`() async throws {
        try await withEmulator { emulator in
            let meta: JSONValue = [
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": [:],
            ]
            let body: JSONValue = [
                "jsonrpc": "2.0", "id": "a", "method": "tools/call",
                "params": ["name": "status", "arguments": [:], "_meta": meta],
            ]
            let answer = try await emulator.control(usualKey).postLater(
                Emulator.fixture,
                body,
                headers: ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "status"]
            )
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == ["application/json"])
            #expect(answer.json["id"] == "a")
            #expect(answer.json["result"]?["resultType"] == "complete")
            let info = answer.json["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]
            #expect(info?["name"] == "kirimdev-mock")
            #expect(try CalledTool(answer)["scenario"] != nil)
        }
    }
}
