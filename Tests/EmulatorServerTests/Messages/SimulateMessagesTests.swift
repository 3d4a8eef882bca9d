import Documents
import EmulatorTesting
import OrderedCollections
import Testing

@Suite struct SimulateMessagesTests {
    private static let call = "/__admin/simulate/inbound_message"

    @Test func `an inbound message opens the window, an advance of a day closes it, and templates are still sent`()
        async throws
    {
        try await withEmulator { emulator in
            try emulator.addNumber()
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            let template: JSONValue = [
                "name": "parcel_update", "language": "id", "category": "UTILITY",
                "components": [["type": "BODY", "text": "On its way."]],
            ]
            #expect(try emulator.client().post("/\(usualNumber)/templates", template).status == 201)
            let approval: JSONValue = [
                "phone_number_id": .string(usualNumber), "name": "parcel_update", "status": "approved",
            ]
            #expect(try emulator.control(usualKey).post("/__admin/simulate/template_status", approval).status == 200)
            try emulator.hear()
            let inside = try emulator.sendText()
            let first = try await emulator.advance(["by": "P1D"])
            let rows = try #require(first["fired"]?.array)
            #expect(rows.column("kind") == ["message_status", "message_status", "window_closed"])
            #expect(rows.column("result") == ["sent", "delivered", "closed"])
            #expect(rows[0]["ref"] == .string(inside))
            let outside = try emulator.sendText()
            let use: JSONValue = ["name": "parcel_update", "language": "id"]
            let sent = try emulator.send(.message("template", use))
            try await emulator.advance(["by": "1s"])
            #expect(try emulator.message(inside)["status"] == "delivered")
            #expect(try emulator.message(outside)["error"]?["code"] == "outside_24h_window")
            #expect(try emulator.message(outside)["error"]?["provider_code"] == 131_047)
            let delivered = try emulator.message(try #require(sent.data["id"]?.string))
            #expect(delivered["status"] == "delivered")
            #expect(delivered["content"] == "On its way.")
            #expect(delivered["template"] == ["name": "parcel_update", "language": "id"])
        }
    }

    @Test func `an inbound message reopens its conversation and counts as unread`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let heard = try emulator.hear(adding: ["from": "628111111111"])
            let id = try #require(heard["conversation_id"]?.string)
            let path = "/\(usualNumber)/conversations/\(id)"
            _ = try emulator.client().patch(path, ["status": "resolved"])
            #expect(try emulator.hear()["conversation_id"] == .string(id))
            let conversation = try emulator.client().get(path).data
            #expect(conversation["status"] == "open")
            #expect(conversation["unread_count"] == 2)
            #expect(conversation["contact"]?["id"] == heard["contact_id"])
        }
    }

    @Test(
        arguments: [
            ["from": "0811"], ["type": "template"], ["text": nil], ["text": [:]], ["id": "x"], ["odd": 1],
            ["context": [:]], ["type": "image"], ["type": "interactive", "interactive": ["type": "button_reply"]],
        ] as [JSONObject]
    )
    func `an invalid inbound message is refused`(_ change: JSONObject) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            var body: JSONObject = [
                "phone_number_id": .string(usualNumber), "from": .string(partner), "type": "text",
                "text": ["body": "Hello"],
            ]
            for (name, value) in change { body[name] = value.isNull ? nil : value }
            let answer = try emulator.control(usualKey).post(Self.call, .object(body))
            expectProblem(answer, 400, "invalid_body")
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `an unknown number or message is not found, and a wamid cannot be used twice`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let body: JSONValue = [
                "phone_number_id": "999999", "from": .string(partner), "type": "text", "text": ["body": "Hello"],
            ]
            expectProblem(try emulator.control(usualKey).post(Self.call, body), 404, "not_found")
            try emulator.hear(adding: ["id": "wamid.one"])
            let again: JSONValue = [
                "phone_number_id": .string(usualNumber), "from": .string(partner), "type": "text",
                "text": ["body": "Hello"], "id": "wamid.one",
            ]
            expectProblem(try emulator.control(usualKey).post(Self.call, again), 409, "invalid_state")
            let report: JSONValue = ["message_id": "msg_1", "status": "sent"]
            let missing = try emulator.control(usualKey).post("/__admin/simulate/message_status", report)
            expectProblem(missing, 404, "not_found")
            let inbound: JSONValue = ["message_id": "wamid.one", "status": "read"]
            let refused = try emulator.control(usualKey).post("/__admin/simulate/message_status", inbound)
            expectProblem(refused, 409, "invalid_state")
        }
    }

    @Test func `a message_status request names a message by id or wamid and has one status or many`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let id = try emulator.sendText()
            let first = try emulator.report("queued", "sent", of: id)
            #expect(first["message"]?["status"] == "sent")
            #expect(first["events"]?.array?.count == 2)
            let wamid = try #require(first["message"]?["provider_id"])
            let body: JSONValue = ["message_id": wamid, "status": "read"]
            let second = try emulator.control(usualKey).post("/__admin/simulate/message_status", body)
            #expect(second.json["message"]?["status"] == "read")
            #expect(second.json["message"] == (try emulator.message(id)))
            let late = try emulator.report("delivered", of: id)
            #expect(late["message"]?["status"] == "read")
            #expect(late["events"]?.array?.count == 1)
        }
    }

    @Test(
        arguments: [
            ["status": "pending"], ["statuses": []], [:], ["status": "sent", "statuses": ["sent"]],
            ["status": "failed", "error": "odd"], ["status": "sent", "error": "recipient_blocked"],
        ] as [JSONObject]
    )
    func `an invalid message_status request is refused`(_ members: JSONObject) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let id = try emulator.sendText()
            var body = members
            body["message_id"] = .string(id)
            let answer = try emulator.control(usualKey).post("/__admin/simulate/message_status", .object(body))
            expectProblem(answer, 400, "invalid_body")
            #expect(try emulator.message(id)["status"] == "pending")
        }
    }
}
