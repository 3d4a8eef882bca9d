import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ReadReceiptTests {
    private func receipt(_ id: JSONValue?, _ members: JSONObject = [:]) -> JSONValue {
        var body: JSONObject = ["messaging_product": "whatsapp", "status": "read"]
        body["message_id"] = id
        body.merge(members) { _, last in last }
        return .object(body)
    }

    private let typing: JSONObject = ["typing_indicator": ["type": "text"]]

    @Test func `a receipt marks an inbound message as read without an event`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let heard = try #require(try emulator.hear()["message"])
            try emulator.hear()
            let events = try emulator.events().count
            emulator.clock.advance(by: .seconds(60))
            let body = receipt(heard["provider_id"])
            let answer = try emulator.send(body)
            #expect(answer.status == 200)
            #expect(
                answer.data == [
                    "id": try #require(heard["id"]), "object": "message", "status": "read",
                    "message_id": try #require(heard["provider_id"]),
                ]
            )
            #expect(try emulator.send(body).data == answer.data)
            let shown = try emulator.message(try #require(heard["id"]?.string))
            #expect(shown["status"] == "read")
            #expect(shown["updated_at"] == Emulator.instant(60))
            let conversations = try emulator.client().get("/\(usualNumber)/conversations")
            #expect(conversations.column("unread_count") == [1])
            #expect(try emulator.events().count == events)
        }
    }

    @Test func `a receipt ignores the number's status and the switch send_status_code`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber(status: .degraded)
            try emulator.configure(["switches": ["send_status_code": 202]])
            let heard = try #require(try emulator.hear()["message"])
            #expect(try emulator.send(receipt(heard["provider_id"])).status == 200)
        }
    }

    @Test func `an invalid receipt is refused with the name of its field`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let heard = try #require(try emulator.hear()["message"])
            let wamid = try #require(heard["provider_id"])
            expect(try emulator.send(receipt(nil)), refuses: 400, "missing_required_field", param: "message_id")
            let status = try emulator.send(receipt(wamid, ["status": "delivered"]))
            expect(status, refuses: 400, "invalid_field_value", param: "status")
            let typing = try emulator.send(receipt(wamid, ["typing_indicator": ["type": "audio"]]))
            expect(typing, refuses: 400, "invalid_field_value", param: "typing_indicator.type")
            let product = try emulator.send(receipt(nil, ["messaging_product": "sms"]))
            expect(product, refuses: 400, "invalid_field_value", param: "messaging_product")
            #expect(try emulator.message(try #require(heard["id"]?.string))["status"] == "delivered")
        }
    }

    @Test func `a receipt needs the wamid of a message of its number`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.addNumber("222222")
            let heard = try #require(try emulator.hear()["message"])
            expect(try emulator.send(receipt("wamid.none")), refuses: 404, "resource_not_found")
            expect(try emulator.send(receipt(heard["id"])), refuses: 404, "resource_not_found")
            let other = try emulator.client().post("/222222/messages", receipt(heard["provider_id"]))
            expect(other, refuses: 404, "resource_not_found")
        }
    }

    @Test func `an outbound message cannot be marked as read`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let sent = try emulator.report("sent", of: try emulator.sendText())
            let answer = try emulator.send(receipt(sent["message"]?["provider_id"]))
            expect(answer, refuses: 400, "invalid_field_value", param: "message_id")
        }
    }

    @Test func `a typing indicator is accepted once in three seconds, also for a read message`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let wamid = try #require(try emulator.hear()["message"]?["provider_id"])
            #expect(try emulator.send(receipt(wamid, typing)).status == 200)
            emulator.clock.advance(by: .milliseconds(1500))
            let refused = try emulator.send(receipt(wamid, typing))
            expect(refused, refuses: 429, "rate_limit_exceeded")
            #expect(refused.headers["Retry-After"] == ["2"])
            #expect(try emulator.send(receipt(wamid)).status == 200)
            emulator.clock.advance(by: .milliseconds(1500))
            #expect(try emulator.send(receipt(wamid, typing)).status == 200)
            #expect(try emulator.send(receipt(wamid, ["typing_indicator": nil])).status == 200)
        }
    }
}
