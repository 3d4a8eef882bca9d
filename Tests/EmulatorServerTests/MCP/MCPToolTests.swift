import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The eleven tools: what a call does, and that it is what the operation of the API does.
@Suite struct MCPToolTests {
    // MARK: Customers

    @Test func `the customer tools do what their operations do`() async throws {
        try await withEmulator { emulator in
            let created = try emulator.callTool(
                "create_customer",
                ["name": "Acme", "metadata": ["a": 1], "more": true]
            )
            #expect(created.isError == false)
            #expect(created.data["status"] == "pending")
            let id = try #require(created.data["id"])
            let updated = try emulator.callTool("update_customer", ["customer_id": id, "name": "Ajax"])
            #expect(updated.data["name"] == "Ajax")
            let got = try emulator.callTool("get_customer", ["customer_id": id])
            let rest = try emulator.client().get("/customers/\(id.string ?? "")")
            #expect(got.data == rest.data)
            #expect(got.text == got.structured.text)
            #expect(try emulator.callTool("list_customers", ["limit": 1]).data[0]?["id"] == id)
            let link = try emulator.callTool("create_customer_setup_link", ["customer_id": id, "expires_in_hours": 5])
            #expect(link.data["setup_url"]?.string?.isEmpty == false)
            let types = try emulator.eventTypes()
            #expect(types.contains("customer.created"))
            #expect(types.contains("customer.setup_link.created"))
        }
    }

    @Test func `an error of the operation is a result with isError`() async throws {
        try await withEmulator { emulator in
            let id: JSONValue = .string(unknown("cus"))
            let missing = try emulator.callTool("get_customer", ["customer_id": id])
            #expect(missing.isError == true)
            #expect(missing.code == "resource_not_found")
            #expect(missing.text == missing.structured.text)
            let invalid = try emulator.callTool("create_customer", ["name": ""])
            #expect(invalid.code == "invalid_field_value")
            #expect(invalid.param == "name")
            let absent = try emulator.callTool("get_customer")
            #expect(absent.code == "missing_required_field")
            #expect(absent.param == "customer_id")
        }
    }

    @Test func `the plan and the subscription refuse a tool as a result`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["subscription": "inactive"])
            #expect(try emulator.callTool("create_customer", ["name": "A"]).code == "subscription_inactive")
            #expect(try emulator.callTool("list_customers").isError == false)
            try emulator.configure(["plan": "starter"])
            #expect(try emulator.callTool("list_customers").code == "feature_not_entitled")
        }
    }

    // MARK: Numbers, contacts, conversations, templates

    @Test func `list_phone_numbers is listAccounts`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let numbers = try emulator.callTool("list_phone_numbers", ["status": "all", "customer_id": nil])
            #expect(numbers.data.array?.count == 1)
            #expect(numbers.data[0]?["phone_number_id"] == .string(usualNumber))
        }
    }

    @Test func `send_message fills in messaging_product`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            let sent = try emulator.callTool(
                "send_message",
                [
                    "phone_number_id": .string(usualNumber), "to": .string(partner), "type": "text",
                    "text": ["body": "Hello"],
                ]
            )
            #expect(sent.isError == false, "\(sent.structured)")
            #expect(sent.data["id"]?.string?.hasPrefix("msg_") == true)
        }
    }

    @Test func `search_contacts finds by phone number and by text`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact(["phone_number": "+6281110010001", "name": "Sari"])
            for query in ["+6281110010001", "Sari"] {
                let found = try emulator.callTool(
                    "search_contacts",
                    ["phone_number_id": .string(usualNumber), "query": .string(query)]
                )
                #expect(found.data.array?.compactMap { $0["id"]?.string } == [id], "\(query)")
            }
        }
    }

    @Test func `get_conversation adds the latest messages, the newest first`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            let number: JSONValue = .string(usualNumber)
            for text in ["one", "two"] {
                let message: JSONValue = [
                    "phone_number_id": number, "to": .string(partner), "type": "text", "text": ["body": .string(text)],
                ]
                #expect(try emulator.callTool("send_message", message).isError == false)
            }
            let conversations = try emulator.callTool("list_conversations", ["phone_number_id": number])
            let id = try #require(conversations.data[0]?["id"])
            let rest = try emulator.client().get("/\(usualNumber)/messages?conversation_id=\(id.string ?? "")&limit=1")
            let one = try emulator.callTool(
                "get_conversation",
                ["phone_number_id": number, "conversation_id": id, "message_limit": 1]
            )
            #expect(one.data["id"] == id)
            #expect(one.data["messages"] == rest.data)
            let all = try emulator.callTool("get_conversation", ["phone_number_id": number, "conversation_id": id])
            #expect(try #require(all.data["messages"]?.array).count >= 2)
            let wrong = try emulator.callTool(
                "get_conversation",
                ["phone_number_id": number, "conversation_id": id, "message_limit": 0]
            )
            #expect(wrong.code == "invalid_limit")
            #expect(wrong.param == "message_limit")
        }
    }

    @Test func `list_templates is listTemplates`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let arguments: JSONValue = ["phone_number_id": .string(usualNumber), "limit": 5]
            let listed = try emulator.callTool("list_templates", arguments)
            let rest = try emulator.client().get("/\(usualNumber)/templates?limit=5")
            #expect(listed.isError == false)
            #expect(listed.data == rest.data)
        }
    }

    // MARK: The protocol

    @Test func `an unknown tool is an error of the protocol`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.rpc("tools/call", ["name": "nope"])
            #expect(answer.status == 200)
            #expect(answer.json["error"] == ["code": -32602, "message": "Unknown tool: nope"])
        }
    }

    @Test func `the first revision of the protocol has no structured content`() async throws {
        try await withEmulator { emulator in
            let result = try emulator.callTool("list_customers", headers: ["MCP-Protocol-Version": "2025-03-26"])
            #expect(result.structured == .null)
            #expect(result.text.hasPrefix(#"{"data":[]"#))
        }
    }

    @Test func `a strict emulator validates the answers of tools`() async throws {
        try await withEmulator({ $0.isStrict = true }) { emulator in
            let created = try emulator.callTool("create_customer", ["name": "Acme"])
            let id = try #require(created.data["id"])
            #expect(try emulator.callTool("get_customer", ["customer_id": id]).isError == false)
        }
    }
}
