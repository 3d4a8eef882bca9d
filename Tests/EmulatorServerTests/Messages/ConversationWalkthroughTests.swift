import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// The scenario of the readme: a tenant is onboarded, sends a template, gets a reply and answers it.
@Suite(.timeLimit(.minutes(15)))
struct ConversationWalkthroughTests {
    private static let contact = "+628111111111"
    private static let template: JSONValue = [
        "name": "parcel_update",
        "category": "UTILITY",
        "language": "id",
        "components": [
            ["type": "BODY", "text": "Hello {{1}}, your parcel is on its way."],
            ["type": "BUTTONS", "buttons": [["type": "QUICK_REPLY", "text": "Where is it?"]]],
        ],
    ]

    @Test func `a scenario runs from the signup to a message outside the 24-hour window`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            #expect(try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"]).status == 200)
            _ = try emulator.subscribe(to: Self.events)
            let number = try await onboardedNumber(emulator, receiver)
            try approveTemplate(of: number, emulator)

            let sent = try send(Self.templateMessage, from: number, emulator)
            try await emulator.advance(["by": "1s"])
            #expect(receiver.received.suffix(3).map(\.event) == ["message.sent", "message.status", "message.status"])
            #expect(receiver.received.suffix(2).map(\.status) == ["sent", "delivered"])
            #expect(receiver.received.suffix(3).first?.json["data"]?["message"]?["id"] == .string(sent))
            let wamid = try #require(receiver.received.last?.header("X-Kirim-Event-Id"))
            try await simulate("message_status", ["message_id": .string(wamid), "status": "read"], emulator)
            #expect(receiver.received.last?.status == "read")

            try await simulate("inbound_message", Self.tap(on: wamid, from: number), emulator)
            let answer = try #require(receiver.received.last)
            #expect(answer.event == "message.received")
            #expect(answer.change["messages"]?[0]?["button"]?["text"] == "Where is it?")
            #expect(answer.change["messages"]?[0]?["context"]?["id"] == .string(wamid))

            _ = try send(Self.text("Around the corner."), from: number, emulator)
            try await emulator.advance(["by": "1s"])
            #expect(receiver.received.last?.status == "delivered")

            let day = try await emulator.advance(["by": "P1D"])
            #expect(day["fired"]?.array?.contains { $0["kind"] == "window_closed" } == true)
            let late = try send(Self.text("Did it arrive?"), from: number, emulator)
            try await emulator.advance(["by": "1s"])
            let failure = try #require(receiver.received.last)
            #expect(failure.status == "failed")
            #expect(failure.change["statuses"]?[0]?["id"] == .string(late))
            #expect(failure.change["statuses"]?[0]?["errors"]?[0]?["code"] == 131047)
            let row = try emulator.client().get("/\(number)/messages/\(late)").data
            #expect(row["error"]?["code"] == "outside_24h_window")
            #expect(row["provider_id"] == .null)

            _ = try send(Self.templateMessage, from: number, emulator)
            try await emulator.advance(["by": "1s"])
            #expect(receiver.received.last?.status == "delivered")
        }
    }

    private static let events = ["customer.onboarded", "message.sent", "message.status", "message.received"]

    private static let templateMessage: JSONValue = [
        "messaging_product": "whatsapp",
        "to": .string(contact),
        "type": "template",
        "template": [
            "name": "parcel_update",
            "language": "id",
            "components": [["type": "body", "parameters": [["type": "text", "text": "Sari"]]]],
        ],
    ]

    private static func text(_ body: String) -> JSONValue {
        ["messaging_product": "whatsapp", "to": .string(contact), "type": "text", "text": ["body": .string(body)]]
    }

    private static func tap(on wamid: String, from number: String) -> JSONValue {
        [
            "phone_number_id": .string(number),
            "from": .string(contact),
            "name": "Sari",
            "type": "button",
            "button": ["text": "Where is it?", "payload": "where"],
            "context": ["message_id": .string(wamid)],
        ]
    }

    /// Onboards a customer and reads its number from the webhook, as a platform does.
    private func onboardedNumber(_ emulator: Emulator, _ receiver: WebhookReceiver) async throws -> String {
        let customer = try emulator.createCustomer()
        _ = try emulator.createLink(of: customer)
        try await simulate("onboarding", ["customer_id": .string(customer)], emulator)
        let onboarded = try #require(receiver.received.last { $0.event == "customer.onboarded" })
        return try #require(onboarded.json["data"]?["phone_number"]?["phone_number_id"]?.string)
    }

    private func approveTemplate(of number: String, _ emulator: Emulator) throws {
        let created = try emulator.client().post("/\(number)/templates", Self.template)
        try #require(created.status == 201)
        let approval: JSONValue = [
            "phone_number_id": .string(number), "name": "parcel_update", "status": "approved",
        ]
        let approved = try emulator.control(usualKey).post("/__admin/simulate/template_status", approval)
        #expect(approved.json["template"]?["status"] == "approved")
    }

    private func send(_ message: JSONValue, from number: String, _ emulator: Emulator) throws -> String {
        let answer = try emulator.client().post("/\(number)/messages", message)
        try #require(answer.status == 200)
        #expect(answer.data["status"] == "pending")
        return try #require(answer.data["id"]?.string)
    }

    private func simulate(_ what: String, _ body: JSONValue, _ emulator: Emulator) async throws {
        let answer = try emulator.control(usualKey).post("/__admin/simulate/\(what)", body)
        try #require((200...201).contains(answer.status))
        try await emulator.settle()
    }
}

extension ReceivedWebhook {
    /// The value of the change in Meta's envelope.
    fileprivate var change: JSONValue { json["entry"]?[0]?["changes"]?[0]?["value"] ?? .null }
    /// The status that is reported.
    fileprivate var status: JSONValue? { change["statuses"]?[0]?["status"] }
}
