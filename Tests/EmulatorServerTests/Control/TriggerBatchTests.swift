import Contract
import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// `POST /__admin/webhooks/trigger` with a batch.
@Suite struct TriggerBatchTests {
    private static let path = "/__admin/webhooks/trigger"
    private static let status = "/entry/0/changes/0/value/statuses/0"
    private static let message = "/entry/0/changes/0/value/messages/0"

    /// Triggers a batch and returns the response and the one webhook that was sent.
    private func send(_ batch: JSONValue, _ emulator: Emulator, _ receiver: WebhookReceiver) async throws
        -> (answer: JSONValue, webhook: ReceivedWebhook)
    {
        let answer = try emulator.control(usualKey).post(Self.path, ["batch": batch])
        try #require(answer.status == 201, "\(answer.json)")
        try await emulator.settle()
        try #require(receiver.received.count == 1)
        return (answer.json, receiver.received[0])
    }

    private func value(_ webhook: ReceivedWebhook) -> JSONValue? {
        webhook.json["entry"]?[0]?["changes"]?[0]?["value"]
    }

    @Test func `a batch of statuses is one body, and one status is of an unknown message`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            try emulator.hear()
            let id = try emulator.sendText()
            try emulator.report("sent", of: id)
            let known = try #require(try emulator.message(id)["provider_id"])
            let hook = try emulator.subscribe(to: ["message.status"])
            let batch: JSONValue = [
                [
                    "event": "message.status",
                    "set": ["\(Self.status)/id": known, "\(Self.status)/status": "delivered"],
                ],
                ["event": "message.status"],
                ["event": "message.status", "set": ["\(Self.status)/id": known, "\(Self.status)/status": "read"]],
            ]
            let (answer, webhook) = try await send(batch, emulator, receiver)
            #expect(answer.object.map { Array($0.keys) } == ["event_id", "type", "deliveries", "violations"])
            #expect(answer["type"] == "message.status")
            #expect(answer["event_id"] == known)
            #expect(answer["deliveries"] == [try #require(webhook.delivery.map(JSONValue.string))])
            #expect(webhook.event == "message.status")
            #expect(webhook.header("X-Kirim-Source") == "meta")
            #expect(webhook.header("X-Kirim-Event-Id") == known.string)
            try expect(webhook, isSignedWith: [hook.secret])

            let statuses = try #require(value(webhook)?["statuses"]?.array)
            #expect(statuses.column("status") == ["delivered", "delivered", "read"])
            let ids = statuses.column("id")
            #expect([ids[0], ids[2]] == [known, known])
            let unknown = try #require(ids[1].string)
            #expect(unknown.hasPrefix("wamid."))
            let refused = try emulator.control(usualKey).post(
                "/__admin/simulate/message_status",
                ["message_id": .string(unknown), "status": "read"]
            )
            #expect(refused.status == 404)
            #expect(value(webhook)?["contacts"]?.array?.count == 1)
            #expect(try emulator.message(id)["status"] == "sent")
        }
    }

    @Test func `the contract has one status in a body, so a batch reports a violation`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["message.status"])
            let batch: JSONValue = [["event": "message.status"], ["event": "message.status"]]
            let (answer, webhook) = try await send(batch, emulator, receiver)
            let violations = try #require(answer["violations"]?.array)
            #expect(violations.column("pointer") == ["/entry/0/changes/0/value/statuses"])
            #expect(violations.column("keyword") == ["maxItems"])
            let described = try #require(emulator.contract.webhook("message.status"))
            #expect(described.validate(body: webhook.json).count == 1)
        }
    }

    @Test func `each message and each status of a batch has an id of its own`() async throws {
        for (event, list) in [("message.received", "messages"), ("message.status", "statuses")] {
            let receiver = WebhookReceiver()
            try await withEmulator(transport: receiver) { emulator in
                _ = try emulator.subscribe(to: [event])
                let item: JSONValue = ["event": .string(event)]
                let (answer, webhook) = try await send([item, item, item], emulator, receiver)
                let ids = try #require(value(webhook)?[list]?.array).column("id")
                #expect(Set(ids).count == 3)
                #expect(answer["event_id"] == ids[0])
            }
        }
    }

    @Test func `the contacts of a batch are those of its messages, each once`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["message.received"])
            let place = "/entry/0/changes/0/value/contacts/0"
            let other: JSONValue = [
                "event": "message.received",
                "set": ["\(place)/wa_id": "628222222222", "\(Self.message)/from": "628222222222"],
            ]
            let same: JSONValue = ["event": "message.received"]
            let (_, webhook) = try await send([same, other, same], emulator, receiver)
            let contacts = try #require(value(webhook)?["contacts"]?.array)
            #expect(contacts.column("wa_id") == ["628111111111", "628222222222"])
            let senders = try #require(value(webhook)?["messages"]?.array).column("from")
            #expect(senders == ["628111111111", "628222222222", "628111111111"])
        }
    }

    @Test func `the data of an event in a batch may have several statuses`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["message.status"])
            let data: JSONValue = ["statuses": [["id": "wamid.a"], ["id": "wamid.b"]]]
            let item: JSONValue = ["event": "message.status", "data": data]
            let (_, webhook) = try await send([item, item], emulator, receiver)
            let ids = try #require(value(webhook)?["statuses"]?.array).column("id")
            #expect(ids == ["wamid.a", "wamid.b", "wamid.a", "wamid.b"])
            #expect(webhook.header("X-Kirim-Event-Id") == "wamid.a")
        }
    }

    @Test(
        arguments: [
            (["batch": []], "/batch", nil),
            (["batch": [["event": "customer.created"]]], "/batch/0/event", nil),
            (["batch": [["event": "message.status"], ["event": "message.received"]]], "/batch/1/event", nil),
            (["batch": [["event": "message.status"], ["event": "message.sent"]]], "/batch/1/event", nil),
            (["batch": [["event": "message.statuses"]]], "/batch/0/event", "message.status"),
            (["batch": [["data": [:]]]], "/batch/0/event", nil),
            (["batch": [["event": "message.status", "sett": [:]]]], "/batch/0/sett", "set"),
            (["batch": [["event": "message.status"]], "data": [:]], "/data", nil),
            (["batch": [["event": "message.status"]], "event": "message.status"], "/event", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid batch is refused with its pointer`(body: JSONValue, pointer: String, hint: String?) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).post(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
            #expect(try emulator.events().isEmpty)
        }
    }
}
