import Contract
import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Events of the inbox as receivers get them.
@Suite struct InboxEventTests {
    private static let own = ["contact.created", "contact.updated", "conversation.assigned", "conversation.closed"]

    @Test(arguments: [false, true])
    func `every event is sent in order and validates against the contract`(livemode: Bool) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.configure(["switches": ["envelope_livemode": .bool(livemode)]])
            try emulator.connect(usualNumber)
            try emulator.assignNumber()
            let users = try emulator.makeUsers("Ada")
            _ = try emulator.subscribe(to: Self.own)
            let contact = try emulator.createContact(["phone_number": "+628111111111", "name": "Ümläut ✓"])
            let conversation = "/\(usualNumber)/conversations/\(try emulator.hear(from: contact))"
            let label = try emulator.createLabel()
            let client = emulator.client()
            _ = try client.patch(
                "/\(usualNumber)/contacts/\(contact)",
                ["email": "a@example.com", "metadata": ["a": 1]]
            )
            _ = try client.post("/\(usualNumber)/contacts/\(contact)/labels", ["label_id": .string(label)])
            _ = try client.patch(conversation, ["assigned_to": users[0]])
            _ = try client.patch(conversation, ["assigned_to": nil, "status": "resolved"])
            try await emulator.settle()
            let sent = receiver.received
            #expect(
                sent.map(\.event) == [
                    "contact.created", "contact.updated", "contact.updated", "conversation.assigned",
                    "conversation.assigned", "conversation.closed",
                ]
            )
            for webhook in sent {
                let event = try #require(webhook.event)
                let described = try #require(emulator.contract.webhook(event))
                #expect(described.validate(body: webhook.json) == [])
                #expect(webhook.json["livemode"] == (livemode ? true : nil))
                #expect(webhook.header("X-Kirim-Source") == "kirim")
            }
            #expect(sent.first?.json["data"]?["acquisition_source"] == "api")
            let changed = sent.compactMap { $0.json["data"]?["changed_fields"] }
            #expect(changed == [["email", "metadata"], ["labels"]])
        }
    }

    @Test func `an event shows the contact as it was at that time`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let created = try emulator.client().post("/\(usualNumber)/contacts", ["phone_number": "+628111111111"])
            let path = "/\(usualNumber)/contacts/\(created.data["id"]?.string ?? "")"
            emulator.clock.advance(by: .seconds(1))
            let updated = try emulator.client().patch(path, ["name": "Ada"])
            try emulator.assignNumber()
            _ = try emulator.client().delete(path)
            let events = try emulator.events().map(\.json).filter { $0["data"]?["contact"] != nil }
            #expect(events.map { $0["data"]?["contact"] } == [created.data, updated.data])
        }
    }
}
