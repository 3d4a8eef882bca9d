import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// What the MCP endpoint itself refuses: not as an answer of the operation behind the tool.
@Suite struct MCPRefusalTests {
    private static let call: JSONValue = [
        "jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": ["name": "list_customers"],
    ]

    private func wrongLimit(_ number: JSONValue, _ conversation: JSONValue) -> JSONValue {
        ["phone_number_id": number, "conversation_id": conversation, "message_limit": 0]
    }

    @Test func `a strict emulator sends refusals that the operation does not list`() async throws {
        try await withEmulator({ $0.isStrict = true }) { emulator in
            let (number, conversation) = try emulator.talk()
            #expect(try emulator.callTool("get_conversation").code == "missing_required_field")
            let limit = try emulator.callTool("get_conversation", wrongLimit(number, conversation))
            #expect(limit.code == "invalid_limit")
            let text = try emulator.rootClient(usualKey).send(
                .POST,
                "/mcp",
                body: Self.call.serialized,
                headers: ["Content-Type": "text/plain"]
            )
            expect(text, refuses: 415, "unsupported_media_type")
            let foreign = try emulator.rpc(
                "tools/call",
                ["name": "list_customers"],
                headers: ["Origin": "https://evil.example"]
            )
            expectProblem(foreign, 403, "forbidden_origin")
        }
    }

    @Test func `a refusal that the operation does not list is no answer of it in the coverage`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.callTool("get_conversation").isError == true)
            #expect(try emulator.callTool("get_customer", ["customer_id": "cus_1"]).isError == true)
            let operations = try emulator.coverage()["operations"]
            #expect(
                operations == ["getCustomer": ["statuses": ["404": 1], "codes": ["resource_not_found": 1]]]
            )
        }
    }

    @Test func `an unknown id in the path is refused before a wrong argument`() async throws {
        try await withEmulator { emulator in
            let (number, conversation) = try emulator.talk()
            let unknownNumber = try emulator.callTool("get_conversation", wrongLimit("999999999999", conversation))
            #expect(unknownNumber.code == "resource_not_found")
            let known = try emulator.callTool("get_conversation", wrongLimit(number, conversation))
            #expect(known.code == "invalid_limit")
        }
    }

    @Test(
        arguments: [
            ("list_customers", ["limit": "5"], "invalid_limit", "limit"),
            ("list_templates", ["language": 5], "invalid_field_value", "language"),
            ("search_contacts", ["query": 123], "invalid_field_value", "query"),
            ("search_contacts", ["query": ""], "invalid_field_value", "query"),
        ] as [(String, JSONValue, String, String)]
    )
    func `a wrong argument is refused by its own name, also if it has another type`(
        tool: String,
        arguments: JSONValue,
        code: String,
        param: String
    ) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            var members = arguments.object ?? [:]
            if tool != "list_customers" { members["phone_number_id"] = .string(usualNumber) }
            let refused = try emulator.callTool(tool, .object(members))
            #expect(refused.code == code, "\(refused.structured)")
            #expect(refused.param == param)
        }
    }

    @Test func `a body that cannot be unpacked has the error of JSON-RPC, and another coding is refused`() async throws
    {
        try await withEmulator { emulator in
            let client = emulator.rootClient(usualKey)
            let damaged = try client.send(.POST, "/mcp", content: .undecodable("it ends too early"))
            #expect(damaged.status == 400)
            #expect(damaged.json["error"]?["code"] == -32700)
            #expect(damaged.json["id"] == .null)
            expect(
                try client.send(.POST, "/mcp", content: .unsupportedCoding("br")),
                refuses: 415,
                "unsupported_media_type"
            )
        }
    }

    @Test(arguments: ["/mcp/", "//mcp", "//mcp//"])
    func `slashes do not matter in the path of the endpoint`(path: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.rootClient(usualKey).post(
                path,
                ["jsonrpc": "2.0", "id": 1, "method": "ping"]
            )
            #expect(answer.json == ["jsonrpc": "2.0", "id": 1, "result": [:]])
        }
    }
}
