import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// Fault rules, the journal and the setting `mcp` at the MCP endpoint.
@Suite struct MCPFaultTests {
    private func add(_ rule: JSONValue, to emulator: Emulator) throws -> TestResponse {
        try emulator.control(usualKey).post("/__admin/faults", rule)
    }

    // MARK: Fault rules

    @Test func `an error of a rule is the result of the tool`() async throws {
        try await withEmulator { emulator in
            let rule = try add(
                ["on": ["tool": "list_customers"], "times": 1, "then": ["error": "feature_not_entitled"]],
                to: emulator
            )
            #expect(rule.status == 201, "\(rule.json)")
            #expect(try emulator.client().get("/customers").status == 200)
            let hit = try emulator.callTool("list_customers")
            #expect(hit.isError == true)
            #expect(hit.code == "feature_not_entitled")
            #expect(try emulator.callTool("list_customers").isError == false)
        }
    }

    @Test func `the journal finds a refused call by its error code, not by its status`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["plan": "pro"])
            #expect(try emulator.callTool("create_customer", ["name": "A"]).code == "feature_not_entitled")
            _ = try emulator.callTool("list_phone_numbers")
            let find = { (query: String) in try emulator.control(usualKey).get("/__admin/requests?" + query) }
            #expect(try find("error=feature_not_entitled").column("tool") == ["create_customer"])
            #expect(try find("error=feature_not_entitled").column("status") == [200])
            #expect(try find("status=402").column("tool") == [])
            let found = try await emulator.use("find_requests", ["error": "feature_not_entitled"])
            #expect(found["count"] == 1)
            #expect(found["rows"]?[0]?["tool"] == "create_customer")
            #expect(try emulator.open(found["url"])["data"]?.array?.count == 1)
        }
    }

    @Test func `a call that still runs has its tool in the journal, and is not unmatched`() async throws {
        try await withEmulator { emulator in
            let hold = try emulator.createHold(["request": ["tool": "create_customer"]])
            let call: JSONValue = ["name": "create_customer", "arguments": ["name": "A"]]
            let client = emulator.rootClient(usualKey)
            let reply = client.hold("/mcp", ["jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call])
            let requests = try emulator.control(usualKey).get("/__admin/requests")
            #expect(requests.column("status") == [nil])
            #expect(requests.column("rpc") == ["tools/call"])
            #expect(requests.column("tool") == ["create_customer"])
            #expect(try emulator.control(usualKey).get("/__admin/requests?unmatched=true").data == [])
            try emulator.release(hold)
            #expect(try await client.answer(to: reply, of: "/mcp").status == 200)
        }
    }

    @Test func `a rule for an operation also hits the tool, and 429 stays a status`() async throws {
        try await withEmulator { emulator in
            _ = try add(
                ["on": ["operation": "listCustomers"], "then": ["error": "rate_limit_exceeded", "retry_after": 2]],
                to: emulator
            )
            let answer = try emulator.rpc("tools/call", ["name": "list_customers"])
            expect(answer, refuses: 429, "rate_limit_exceeded")
            #expect(answer.headers["Retry-After"] == ["2"])
        }
    }

    @Test func `a rule for all requests leaves the messages alone that clients send by themselves`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["any": true], "then": ["error": "internal_error"]], to: emulator)
            #expect(try emulator.rpc("tools/list").json["result"] != nil)
            #expect(try emulator.callTool("list_customers").code == "internal_error")
        }
    }

    @Test func `a rule for the path alone hits no message`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["path": "/mcp"], "then": ["connection": "reset"]], to: emulator)
            #expect(try emulator.rpc("tools/list").status == 200)
            #expect(try emulator.callTool("list_customers").isError == false)
        }
    }

    @Test func `a rule for a message replaces its answer`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "on": ["rpc": "tools/list"], "times": 1,
                "then": ["respond": ["status": 503, "body": ["a": 1], "unchecked": true]],
            ]
            #expect(try add(rule, to: emulator).status == 201)
            let answer = try emulator.rpc("tools/list")
            #expect(answer.status == 503)
            #expect(answer.json == ["a": 1])
            #expect(try emulator.rpc("tools/list").status == 200)
        }
    }

    @Test func `an answer of a rule is the result of the tool unless it is unchecked`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = [
                "data": [], "has_more": false, "next_cursor": nil, "request_id": "req_00000000000000000000000000",
            ]
            let unchecked: JSONValue = [
                "on": ["tool": "list_customers"], "times": 1,
                "then": ["respond": ["status": 503, "body": body, "unchecked": true]],
            ]
            _ = try add(unchecked, to: emulator)
            let raw = try emulator.rpc("tools/call", ["name": "list_customers"])
            #expect(raw.status == 503)
            #expect(raw.json == body)
            let checked = try add(
                ["on": ["tool": "list_customers"], "then": ["respond": ["status": 200, "body": body]]],
                to: emulator
            )
            #expect(checked.status == 201, "\(checked.json)")
            let result = try emulator.callTool("list_customers")
            #expect(result.isError == false)
            #expect(result.structured == body)
        }
    }

    @Test func `a broken answer is broken as a whole after the tool has done its work`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["tool": "create_customer"], "then": ["malformed": true]], to: emulator)
            let answer = try emulator.rpc("tools/call", ["name": "create_customer", "arguments": ["name": "A"]])
            #expect(answer.status == 200)
            #expect(answer.json == .null)
            #expect(String(decoding: answer.bytes, as: UTF8.self).hasPrefix(#"{"jsonrpc":"2.0","id":1,"result":"#))
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
        }
    }

    @Test(
        arguments: [
            (["tool": "get_custome"], "/on/tool"), (["tool": "send_message", "operation": "getMe"], "/then/error"),
            (["rpc": "tools/list"], "/then/error"), (["rpc": "tools/lst"], "/on/rpc"),
        ] as [(JSONValue, String)]
    )
    func `a rule that can hit no tool is refused`(matcher: JSONValue, pointer: String) async throws {
        try await withEmulator { emulator in
            let answer = try add(["on": matcher, "then": ["error": "internal_error"]], to: emulator)
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer), "\(answer.json)")
        }
    }

    @Test func `an answer to a message that calls no tool must be unchecked`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["rpc": "tools/list"], "then": ["respond": ["status": 503]]]
            let answer = try add(rule, to: emulator)
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?[0]?["pointer"] == "/then/respond", "\(answer.json)")
        }
    }

    @Test func `a rule can break the answer to a message that clients send by themselves`() async throws {
        try await withEmulator { emulator in
            _ = try add(["on": ["rpc": "tools/list"], "times": 1, "then": ["malformed": true]], to: emulator)
            let answer = try emulator.rpc("tools/list")
            #expect(answer.status == 200)
            #expect(answer.json == .null)
            #expect(String(decoding: answer.bytes, as: UTF8.self).hasPrefix(#"{"jsonrpc":"2.0","id":1,"result":"#))
            #expect(try emulator.rpc("tools/list").json["result"] != nil)
        }
    }

    @Test func `an answer of a rule after the tool has done its work is sent without additions`() async throws {
        try await withEmulator { emulator in
            let (number, conversation) = try emulator.talk()
            let arguments: JSONValue = ["phone_number_id": number, "conversation_id": conversation]
            let body = try emulator.client().get("/\(usualNumber)/conversations/\(conversation.string ?? "")").json
            let rule = try add(
                [
                    "on": ["tool": "get_conversation"], "phase": "after_commit",
                    "then": ["respond": ["status": 200, "body": body]],
                ],
                to: emulator
            )
            #expect(rule.status == 201, "\(rule.json)")
            #expect(try emulator.callTool("get_conversation", arguments).structured == body)
        }
    }

    @Test func `an unchecked answer has only the headers of the rule`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "on": ["tool": "list_customers"], "then": ["respond": ["status": 401, "unchecked": true]],
            ]
            #expect(try add(rule, to: emulator).status == 201)
            let answer = try emulator.rpc("tools/call", ["name": "list_customers"])
            #expect(answer.status == 401)
            #expect(answer.headers["WWW-Authenticate"] == [])
        }
    }

    @Test func `a call is a repeat of one with the same arguments, whatever its id and its key`() async throws {
        try await withEmulator { emulator in
            _ = try add(
                [
                    "on": ["tool": "create_customer"], "times": 1, "then": ["error": "internal_error"],
                    "repeats": ["within": "2s"],
                ],
                to: emulator
            )
            for (id, name) in [(1, "A"), (2, "B"), (3, "A")] {
                let params: JSONValue = [
                    "name": "create_customer", "arguments": ["name": .string(name)],
                    "_meta": ["progressToken": .integer(id)],
                ]
                _ = try emulator.rootClient(usualKey).post(
                    "/mcp",
                    ["jsonrpc": "2.0", "id": .integer(id), "method": "tools/call", "params": params],
                    headers: ["MCP-Protocol-Version": "2025-11-25", "Idempotency-Key": "key-\(id)"]
                )
            }
            let list = try emulator.control(usualKey).get("/__admin/requests")
            #expect(list.column("repeats") == [nil, nil, 1])
        }
    }

    // MARK: The journal

    @Test func `a matcher asks about the path parameters of the tool, before and after the call`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let matcher: JSONValue = ["tool": "get_customer", "where": ["/path/id": .string(id)]]
            _ = try add(["on": matcher, "then": ["error": "internal_error"]], to: emulator)
            let hit = try emulator.callTool("get_customer", ["customer_id": .string(id)])
            #expect(hit.code == "internal_error")
            let other = try emulator.callTool("get_customer", ["customer_id": .string(unknown("cus"))])
            #expect(other.code == "resource_not_found")
            let verified = try emulator.control(usualKey).post(
                "/__admin/verify",
                ["expect": [["request": matcher, "count": 1]], "injected": true]
            )
            #expect(verified.json["ok"] == true, "\(verified.json)")
        }
    }

    @Test func `a row of the journal shows no secret and no long text in place of a name`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.rpc("kdv_test_12345678")
            _ = try emulator.rpc("tools/call", ["name": .string(String(repeating: "a", count: 129))])
            let list = try emulator.control(usualKey).get("/__admin/requests")
            #expect(list.column("rpc") == ["kdv_test_****5678", "tools/call"])
            #expect(list.column("tool") == [nil, .string(String(repeating: "a", count: 128))])
        }
    }

    @Test func `a row of the journal names the message and the tool`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.rpc("initialize", ["protocolVersion": "2025-11-25"], headers: [:])
            _ = try emulator.callTool("create_customer", ["name": ""])
            _ = try emulator.rpc("tools/call", ["name": "nope"])
            let list = try emulator.control(usualKey).get("/__admin/requests")
            #expect(list.column("rpc") == ["initialize", "tools/call", "tools/call"])
            #expect(list.column("tool") == [nil, "create_customer", "nope"])
            #expect(list.column("probe") == [true, false, false])
            #expect(list.json["probes"] == 1)
            let calls = try emulator.control(usualKey).get("/__admin/requests?probe=false")
            #expect(calls.column("seq") == [2, 3])
            let probes = try emulator.control(usualKey).get("/__admin/requests?probe=true")
            #expect(probes.column("seq") == [1])
            #expect(list.column("operation") == [nil, "createCustomer", nil])
            #expect(list.column("status") == [200, 200, 200])
            #expect(list.column("error") == [nil, "invalid_field_value", nil])
            #expect(list.column("path") == ["/mcp", "/mcp", "/mcp"])
            #expect(list.data[0]?["near"] == nil)
            let unmatched = try emulator.control(usualKey).get("/__admin/requests?unmatched=true")
            #expect(unmatched.data == [])
        }
    }

    @Test func `a dry run explains a call of a tool and changes nothing`() async throws {
        try await withEmulator { emulator in
            let message: JSONValue = [
                "jsonrpc": "2.0", "id": 1, "method": "tools/call",
                "params": ["name": "create_customer", "arguments": ["name": "A"]],
            ]
            let explained = try emulator.control(usualKey).post(
                "/__admin/explain",
                ["method": "POST", "path": "/mcp", "body": message]
            )
            #expect(explained.json["operation"] == "createCustomer", "\(explained.json)")
            #expect(explained.json["answer"]?["body"]?["result"]?["isError"] == false)
            #expect(try emulator.client().get("/customers").data == [])
        }
    }

    // MARK: The setting

    @Test func `the organization chooses the revisions that are answered`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["mcp": ["revisions": ["2025-06-18"]]])
            let agreed = try emulator.rpc("initialize", ["protocolVersion": "2025-11-25"], headers: [:])
            #expect(agreed.json["result"]?["protocolVersion"] == "2025-06-18")
            #expect(try emulator.rpc("ping").status == 400)
            #expect(try emulator.rpc("ping", headers: ["MCP-Protocol-Version": "2025-06-18"]).status == 200)
        }
    }
}
