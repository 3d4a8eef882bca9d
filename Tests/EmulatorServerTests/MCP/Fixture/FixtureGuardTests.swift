import Documents
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

/// Who may call the tools of the fixture, and for which sandbox.
@Suite struct FixtureGuardTests {
    @Test(
        arguments: [
            ["Origin": "https://evil.example"], ["Host": "evil.example"], ["Sec-Fetch-Site": "cross-site"],
        ] as [HTTPHeaders]
    )
    func `a foreign page or host may not call a tool`(headers: HTTPHeaders) async throws {
        try await withEmulator { emulator in
            let call: JSONValue = ["name": "reset", "arguments": ["sandbox": "all"]]
            let answer = try await emulator.sendToFixture("tools/call", call, headers: headers)
            expectProblem(answer, 403, "forbidden_origin")
        }
    }

    @Test func `a server with an admin token requires it for the tools, too`() async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let call: JSONValue = ["name": "reset", "arguments": ["sandbox": "all"]]
            expectProblem(try await emulator.sendToFixture("tools/call", call), 401, "unauthorized")
            let answer = try await emulator.sendToFixture("tools/call", call, headers: ["X-Mock-Admin-Token": "secret"])
            #expect(try CalledTool(answer)["sandboxes"] == 0)
        }
    }

    private static let losses: [(String, JSONObject)] = [
        ("reset", [:]), ("load_scenario", ["name": "connected"]), ("snapshot", ["action": "save", "name": "a"]),
        ("snapshot", ["action": "restore", "name": "a"]),
        ("inject_fault", ["id": "f", "preset": "feature_not_entitled"]),
        ("snapshot", ["action": "delete", "name": "a"]), ("clear_faults", [:]), ("set_organization", ["plan": "pro"]),
    ]

    @Test(arguments: losses)
    func `a call that loses something must name the sandbox`(_ name: String, _ arguments: JSONObject) async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            _ = try await emulator.use("snapshot", ["action": "save", "name": "a"])
            let refused = try await emulator.tool(name, arguments, key: nil)
            #expect(refused.isError)
            #expect(refused["code"] == "sandbox_required")
            #expect(refused["detail"]?.string?.hasPrefix("\(name) could lose something") == true)
            #expect(refused["sandboxes"]?.array?.column("key_last4") == ["st_a"])
            #expect(try emulator.client().get("/customers/\(customer)").status == 200)
            #expect(try await emulator.use("snapshot", ["action": "list"])["snapshots"]?.array?.count == 1)
        }
    }

    @Test func `every destructive tool is refused without a sandbox`() {
        let destructive = FixtureTools.all.filter(\.definition.annotations.destructive).map(\.definition.name)
        #expect(Set(destructive) == Set(Self.losses.map(\.0)))
    }

    @Test func `a call names its sandbox by key, by id, or all of them`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.createCustomer(key: key) }
            let id = try #require(try emulator.control(otherKey).get("/__admin/sandboxes").data[0]?["id"])
            #expect(try await emulator.use("reset", key: usualKey)["sandboxes"] == 1)
            #expect(try emulator.client(usualKey).get("/customers").data == [])
            #expect(try emulator.client(otherKey).get("/customers").data.array?.count == 1)
            // The argument counts more than the key.
            #expect(try await emulator.use("reset", ["sandbox": id], key: usualKey)["sandboxes"] == 1)
            #expect(try emulator.client(otherKey).get("/customers").data == [])
            #expect(try await emulator.use("reset", ["sandbox": "all"], key: usualKey)["sandboxes"] == 2)
        }
    }

    @Test func `the key may be in the URL`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let call: JSONValue = ["name": "reset", "arguments": [:]]
            let body: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call]
            let headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-11-25"]
            let path = Emulator.fixture + "?api_key=" + usualKey
            let answer = try await emulator.control().postLater(path, body, headers: headers)
            #expect(try CalledTool(answer)["sandboxes"] == 1)
        }
    }

    @Test func `the sandbox may be in the URL, and counts less than the argument and more than the key`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.createCustomer(key: key) }
            let sandboxes = try #require(try emulator.control().get("/__admin/sandboxes").data.array)
            let ids = sandboxes.column("id").compactMap(\.string)
            try #require(ids.count == 2)
            let path = Emulator.fixture + "?sandbox="
            let status = { (target: String, arguments: JSONObject) async throws -> CalledTool in
                let call: JSONValue = ["name": "status", "arguments": .object(arguments)]
                let body: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call]
                let headers: HTTPHeaders = ["MCP-Protocol-Version": "2025-11-25"]
                return try CalledTool(
                    try await emulator.control("kdv_test_new").postLater(path + target, body, headers: headers)
                )
            }
            #expect(try await status(ids[1], [:])["sandbox"] == .string(ids[1]))
            #expect(try await status(ids[1], ["sandbox": .string(ids[0])])["sandbox"] == .string(ids[0]))
            #expect(try await status("all", [:])["sandbox"] == .null)
            let unknown = try await status("sbx_unknown", [:])
            #expect(unknown.isError)
            #expect(unknown["code"] == "unknown_sandbox")
            #expect(emulator.application.registry.sandboxes.count == 2)
        }
    }

    @Test func `a call about one world without a name lists the sandboxes if there are several`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.createCustomer(key: key) }
            let refused = try await emulator.tool("changes", key: nil)
            #expect(refused.isError)
            #expect(refused["code"] == "sandbox_required")
            #expect(refused["sandboxes"]?.array?.column("customers") == [1, 1])
        }
    }

    @Test func `status creates no sandbox, and has no numbers of other sandboxes`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.client(usualKey).get("/nothing").status == 404)
            let status = try await emulator.use("status", key: "kdv_test_new")
            #expect(status["sandbox"] == .null)
            #expect(status["sandbox_count"] == 1)
            #expect(status["unmatched_requests"] == 0)
            #expect(emulator.application.registry.sandboxes.count == 1)
            #expect(try await emulator.use("status", ["sandbox": "all"])["unmatched_requests"] == 1)
        }
    }
}
