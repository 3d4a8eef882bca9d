import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

/// `POST /__admin/simulate/identity`.
@Suite struct SimulateIdentityTests {
    private static let call = "/__admin/simulate/identity"

    private func value(_ webhook: ReceivedWebhook?) -> JSONValue? {
        webhook?.json["entry"]?[0]?["changes"]?[0]?["value"]
    }

    @Test func `a new number sends a Meta event and an API event and keeps the conversation`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.received", "contact.identity_updated"])
            let heard = try emulator.hear(adding: ["name": "Sari W"])
            let before = try emulator.bsuid()
            let answer = try emulator.changeIdentity(["new_number": "628122222222"])
            let after = try #require(answer["contact"]?["bsuid"])
            #expect(answer["contact"]?["id"] == heard["contact_id"])
            #expect(answer["contact"]?["phone_number"] == "+628122222222")
            #expect(after != before)
            #expect(answer["events"]?.array?.count == 2)
            try await emulator.settle()
            #expect(
                receiver.received.map(\.event) == ["message.received", "message.received", "contact.identity_updated"]
            )
            let system = value(receiver.received[1])
            #expect(system?["contacts"] == nil)
            let message = try #require(system?["messages"]?[0])
            #expect(message["from"] == "628111111111")
            #expect(message["type"] == "system")
            #expect(
                message["system"] == [
                    "body": "User Sari W changed from 628111111111 to 628122222222", "wa_id": "628122222222",
                    "user_id": after, "previous_user_id": before, "type": "user_changed_number",
                ]
            )
            #expect(receiver.received[1].header("X-Kirim-Event-Id") == message["id"]?.string)
            let kirim = receiver.received[1].json["kirim"]
            #expect(kirim?["conversation_id"] == heard["conversation_id"])
            #expect(kirim?["message_id"] == nil)
            #expect(kirim?["contact"]?["phone_number"] == "+628122222222")
            #expect(receiver.received[2].json["data"]?["contact"]?["bsuid"] == after)
            let sent = try emulator.send(.text(to: "+628122222222"))
            #expect(sent.data["conversation_id"] == heard["conversation_id"])
            try await emulator.advance(["by": "1s"])
            #expect(try emulator.message(try #require(sent.data["id"]?.string))["status"] == "delivered")
        }
    }

    @Test func `a changed user id of a contact without a number names no number`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.received"])
            try emulator.hear(adding: ["user_id": "ID.42", "phone": "hidden"])
            let answer = try emulator.changeIdentity(["user_id": "ID.42", "new_user_id": "ID.43"])
            #expect(answer["contact"]?["bsuid"] == "ID.43")
            try await emulator.settle()
            let message = value(receiver.received.last)?["messages"]?[0]
            #expect(message?["from"] == nil)
            #expect(
                message?["system"] == [
                    "body": "User ID.42 changed from ID.42 to ID.43", "user_id": "ID.43", "previous_user_id": "ID.42",
                    "type": "user_changed_user_id",
                ]
            )
        }
    }

    @Test func `a change of a username or of a number's visibility sends one event`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            let before = try emulator.events().count
            #expect(try emulator.changeIdentity(["new_username": "sari.w"])["contact"]?["username"] == "sari.w")
            #expect(try emulator.changeIdentity(["new_username": nil])["contact"]?["username"] == .null)
            #expect(try emulator.changeIdentity(["phone": "hidden"])["contact"]?["phone_number"] == .null)
            #expect(try emulator.changeIdentity(["phone": "hidden"])["events"] == [])
            #expect(try emulator.changeIdentity(["phone": "shown"])["contact"]?["phone_number"] == .string(partner))
            #expect(
                try emulator.eventTypes(after: before) == Array(repeating: "contact.identity_updated", count: 4)
            )
        }
    }

    @Test(
        arguments: [
            [:], ["from": .string(partner)], ["new_number": "+628122222222"],
            ["from": .string(partner), "user_id": "ID.42", "new_number": "+628122222222"],
            ["from": .string(partner), "new_number": "0811"], ["from": .string(partner), "new_user_id": "42"],
            ["from": .string(partner), "new_username": "@sari"], ["from": .string(partner), "new_username": "sa"],
            ["from": .string(partner), "phone": "gone"], ["from": .string(partner), "new_nunber": "+628122222222"],
        ] as [JSONObject]
    )
    func `an invalid identity request is refused`(_ members: JSONObject) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            let before = try emulator.events().count
            var body = members
            body["phone_number_id"] = .string(usualNumber)
            expectProblem(try emulator.control(usualKey).post(Self.call, .object(body)), 400, "invalid_body")
            #expect(try emulator.events().count == before)
        }
    }

    @Test func `an unknown contact is not found, and another's number or user id is refused`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            try emulator.hear(adding: ["from": "+628122222222"])
            for (members, status, code) in [
                (["from": "+628133333333", "new_username": "sari"], 404, "not_found"),
                (["user_id": "ID.42", "new_username": "sari"], 404, "not_found"),
                (["from": .string(partner), "new_number": "+628122222222"], 409, "invalid_state"),
                (
                    ["from": .string(partner), "new_user_id": try emulator.bsuid(of: "+628122222222")], 409,
                    "invalid_state"
                ),
            ] as [(JSONObject, Int, String)] {
                var body = members
                body["phone_number_id"] = .string(usualNumber)
                expectProblem(try emulator.control(usualKey).post(Self.call, .object(body)), status, code)
            }
        }
    }

    @Test func `an exported state keeps hidden numbers, user ids and usernames`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear(adding: ["phone": "hidden", "username": "sari.w"])
            try emulator.changeIdentity(["new_user_id": "ID.43"])
            let state = try emulator.control(usualKey).get("/__admin/state").bytes
            let heard = try emulator.hear()
            #expect(try await emulator.control(usualKey).postState(state).status == 200)
            let again = try emulator.hear()
            #expect(again["contact_id"] == heard["contact_id"])
            #expect(again["message"]?["to"] == .null)
            let shown = try emulator.changeIdentity(["user_id": "ID.43", "phone": "shown"])
            #expect(shown["contact"]?["username"] == "sari.w")
            #expect(shown["contact"]?["phone_number"] == .string(partner))
        }
    }
}
