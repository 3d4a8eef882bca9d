import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// The webhooks of messages.
@Suite struct MessageEventTests {
    private static let all = ["message.received", "message.status", "message.sent", "contact.created"]

    /// The webhooks that were sent, each validated against the contract.
    private func sent(
        to receiver: WebhookReceiver,
        _ emulator: Emulator
    ) async throws -> [ReceivedWebhook] {
        try await emulator.settle()
        for webhook in receiver.received {
            let event = try #require(webhook.event)
            let described = try #require(emulator.contract.webhook(event))
            #expect(described.validate(body: webhook.json) == [], "\(webhook.json)")
            #expect(webhook.body == webhook.json.serialized)
        }
        return receiver.received
    }

    private func change(_ webhook: ReceivedWebhook) -> JSONValue? {
        webhook.json["entry"]?[0]?["changes"]?[0]?["value"]
    }

    @Test func `a message has the event message.sent and one message.status for each status`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: Self.all)
            let id = try emulator.sendText(to: "+628000000003")
            emulator.clock.advance(by: .seconds(1))
            let webhooks = try await sent(to: receiver, emulator)
            #expect(
                webhooks.map(\.event) == [
                    "contact.created", "message.sent", "message.status", "message.status", "message.status",
                ]
            )
            let message = try emulator.message(id)
            let wamid = try #require(message["provider_id"])
            let statuses = webhooks.dropFirst(2).compactMap { change($0)?["statuses"]?[0] }
            #expect(statuses.column("status") == ["sent", "delivered", "read"])
            #expect(statuses.column("id") == [wamid, wamid, wamid])
            #expect(
                webhooks.dropFirst(2).map { $0.header("X-Kirim-Event-Id") } == Array(repeating: wamid.string, count: 3)
            )
            #expect(webhooks.dropFirst(2).map { $0.header("X-Kirim-Source") } == ["meta", "meta", "meta"])
            #expect(webhooks[1].header("X-Kirim-Source") == "kirim")
            #expect(webhooks[1].json["id"] == webhooks[1].header("X-Kirim-Event-Id").map(JSONValue.string))
        }
    }

    @Test func `a delivered status has the members of the vendor's sample, in their order`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.status"])
            let id = try emulator.sendText()
            try emulator.report("delivered", of: id)
            let first = try await sent(to: receiver, emulator).first
            let body = try #require(first).json
            let message = try emulator.message(id)
            #expect(body.object.map { Array($0.keys) } == ["object", "entry", "kirim"])
            let status = body["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?[0]
            let keys = status?.object.map { Array($0.keys) }
            #expect(keys == ["id", "status", "timestamp", "recipient_id", "recipient_user_id", "pricing"])
            #expect(status?["timestamp"] == "1780567200")
            #expect(status?["recipient_id"] == "628111111111")
            let bsuid = try #require(status?["recipient_user_id"])
            #expect(
                status?["pricing"] == [
                    "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service",
                ]
            )
            #expect(
                change(try #require(first))?["contacts"] == [
                    ["profile": ["name": "628111111111"], "wa_id": "628111111111", "user_id": bsuid]
                ]
            )
            #expect(
                body["kirim"] == [
                    "contact": ["name": nil, "phone_number": .string(partner), "bsuid": bsuid],
                    "message_id": .string(id), "conversation_id": try #require(message["conversation_id"]),
                    "phone_number_id": .string(usualNumber),
                ]
            )
        }
    }

    @Test func `the event message.sent shows the message and its template`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.sent"])
            try emulator.configure(["switches": ["envelope_livemode": true]])
            let id = try emulator.sendText("Hello")
            try emulator.report("sent", of: id)
            let template: JSONValue = ["name": "unknown", "language": ["code": "id"]]
            let other = try emulator.send(.message("template", template)).data["id"]?.string ?? ""
            try emulator.report("sent", of: other)
            let bodies = try await sent(to: receiver, emulator).map(\.json)
            try #require(bodies.count == 2)
            #expect(bodies[0].object.map { Array($0.keys) } == ["id", "type", "created_at", "livemode", "data"])
            #expect(
                bodies[0]["data"] == [
                    "session": .string(usualNumber), "timestamp": Emulator.instant(0),
                    "meta": ["phone_number_id": .string(usualNumber), "display_phone_number": "+62 857-2516-5424"],
                    "contact": ["phone_number": .string(partner), "name": nil, "bsuid": try emulator.bsuid()],
                    "message": [
                        "id": .string(id), "provider_id": try #require(try emulator.message(id)["provider_id"]),
                        "type": "text", "body": "Hello", "to": .string(partner), "source": "api",
                    ],
                ]
            )
            #expect(bodies[1]["data"]?["message"]?["template"] == ["name": "unknown", "language": "id"])
        }
    }

    @Test(arguments: MessageFailure.simulated)
    func `each failure has Meta's error code, before and after the message is sent`(_ failure: MessageFailure)
        async throws
    {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.status", "message.sent"])
            let early = try emulator.sendText()
            try emulator.report("failed", error: .string(failure.rawValue), of: early)
            let late = try emulator.sendText()
            try emulator.report("sent", "failed", error: .string(failure.rawValue), of: late)
            let webhooks = try await sent(to: receiver, emulator)
            #expect(webhooks.map(\.event) == ["message.status", "message.sent", "message.status", "message.status"])
            let first = change(webhooks[0])?["statuses"]?[0]
            let last = change(webhooks[3])?["statuses"]?[0]
            #expect(first?["id"] == .string(early))
            #expect(webhooks[0].header("X-Kirim-Event-Id") == early)
            #expect(last?["id"] == (try emulator.message(late)["provider_id"]))
            for status in [first, last] {
                #expect(status?["errors"]?[0]?["code"] == .integer(failure.providerCode))
                #expect(status?["errors"]?[0]?["title"] == .string(failure.title))
                #expect(status?["pricing"] == nil)
            }
            let error = try emulator.message(early)["error"]
            #expect(error?["code"] == .string(failure.rawValue))
            #expect(error?["provider_code"] == .integer(failure.providerCode))
            #expect(try emulator.message(early)["provider_id"] == .null)
        }
    }

    // MARK: Inbound

    static let inbound: [(String, JSONValue, JSONValue)] = [
        ("text", ["body": "Hello"], ["body": "Hello"]),
        (
            "location", ["latitude": -6.2, "longitude": 106.8, "name": "Monas"],
            ["latitude": -6.2, "longitude": 106.8, "name": "Monas"]
        ),
        (
            "contacts", [["name": "Ada", "phone": "+628111", "wa_id": "628111"], ["name": "Grace"]],
            [
                [
                    "name": ["formatted_name": "Ada", "first_name": "Ada"],
                    "phones": [["phone": "+628111", "wa_id": "628111"]], "origin": "other",
                    "vcard": "BEGIN:VCARD\nVERSION:3.0\nN:;Ada;;;\nFN:Ada\nTEL;type=CELL:+628111\nEND:VCARD",
                ],
                [
                    "name": ["formatted_name": "Grace", "first_name": "Grace"], "origin": "other",
                    "vcard": "BEGIN:VCARD\nVERSION:3.0\nN:;Grace;;;\nFN:Grace\nEND:VCARD",
                ],
            ]
        ),
        (
            "interactive", ["type": "button_reply", "button_reply": ["id": "y", "title": "Yes"]],
            ["type": "button_reply", "button_reply": ["id": "y", "title": "Yes"]]
        ),
        (
            "interactive", ["type": "list_reply", "id": "am", "title": "Morning", "description": "8 to 12"],
            ["type": "list_reply", "list_reply": ["id": "am", "title": "Morning", "description": "8 to 12"]]
        ),
        ("reaction", ["message_id": "wamid.x", "emoji": "👍"], ["message_id": "wamid.x", "emoji": "👍"]),
        ("reaction", ["message_id": "wamid.x"], ["message_id": "wamid.x"]),
        ("reaction", ["message_id": "wamid.x", "emoji": ""], ["message_id": "wamid.x"]),
        ("button", ["text": "Stop"], ["payload": "Stop", "text": "Stop"]),
        (
            "image", ["id": "1", "mime_type": "image/png", "sha256": "x", "caption": "C"],
            ["id": "1", "mime_type": "image/png", "sha256": "x", "caption": "C"]
        ),
        (
            "document", ["id": "1", "mime_type": "text/plain", "sha256": "x", "filename": "a.txt"],
            ["id": "1", "mime_type": "text/plain", "sha256": "x", "filename": "a.txt"]
        ),
        (
            "audio", ["id": "1", "mime_type": "audio/ogg; codecs=opus", "sha256": "x"],
            ["id": "1", "mime_type": "audio/ogg; codecs=opus", "sha256": "x", "voice": true]
        ),
        (
            "audio", ["id": "1", "mime_type": "audio/mpeg", "sha256": "x"],
            ["id": "1", "mime_type": "audio/mpeg", "sha256": "x", "voice": false]
        ),
        (
            "sticker", ["id": "1", "mime_type": "image/webp", "sha256": "x"],
            ["id": "1", "mime_type": "image/webp", "sha256": "x", "animated": false]
        ),
    ]

    @Test(arguments: inbound)
    func `an inbound message is sent to receivers in Meta's form`(
        _ type: String,
        _ content: JSONValue,
        _ expected: JSONValue
    ) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: Self.all)
            let heard = try emulator.hear(type, content, adding: ["name": "Sample Contact"])
            let webhooks = try await sent(to: receiver, emulator)
            #expect(webhooks.map(\.event) == ["contact.created", "message.received"])
            let wamid = try #require(heard["message"]?["provider_id"])
            #expect(webhooks[1].header("X-Kirim-Event-Id") == wamid.string)
            let value = change(webhooks[1])
            let bsuid = try emulator.bsuid()
            #expect(
                value?["contacts"] == [
                    ["profile": ["name": "Sample Contact"], "wa_id": "628111111111", "user_id": bsuid]
                ]
            )
            #expect(
                value?["messages"] == [
                    [
                        "id": wamid, "from": "628111111111", "from_user_id": bsuid, "timestamp": "1780567200",
                        "type": .string(type), .init(type): expected,
                    ]
                ]
            )
            #expect(webhooks[1].json["kirim"]?["contact"]?["name"] == "Sample Contact")
            #expect(heard["events"]?.array?.count == 2)
        }
    }

    @Test func `a reply names the quoted message and its sender`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.received"])
            let heard = try #require(try emulator.hear()["message"]?["provider_id"])
            let sent = try #require(try emulator.report("sent", of: try emulator.sendText())["message"]?["provider_id"])
            for quoted in [heard, sent, "wamid.elsewhere"] {
                let answer = try emulator.hear(adding: ["context": ["message_id": quoted]])
                #expect(answer["message"]?["context"] == ["message_id": quoted])
            }
            let webhooks = try await self.sent(to: receiver, emulator)
            let contexts = webhooks.compactMap { change($0)?["messages"]?[0]?["context"] }
            #expect(
                contexts == [
                    ["from": "628111111111", "id": heard], ["from": "6285725165424", "id": sent],
                    ["from": "6285725165424", "id": "wamid.elsewhere"],
                ]
            )
        }
    }

    @Test func `an inbound image has a media URL on the server's public URL`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator({ $0.publicURL = "https://mock.example" }, transport: receiver) { emulator in
            try emulator.addNumber()
            _ = try emulator.subscribe(to: ["message.received"])
            let heard = try emulator.hear("image", [:])
            let first = try await sent(to: receiver, emulator).first
            let kirim = try #require(first).json["kirim"]
            let url: JSONValue = "https://mock.example/media/samples/image.jpg"
            #expect(kirim?["media_url"] == url)
            #expect(kirim?["media_status"] == "ready")
            #expect(heard["message"]?["media_url"] == url)
            #expect(heard["message"]?["media_mime_type"] == "image/jpeg")
        }
    }

    @Test func `Meta's bodies have no member kirim when the switch passthrough_kirim is false`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            try emulator.configure(["switches": ["passthrough_kirim": false]])
            _ = try emulator.subscribe(to: ["message.received", "message.status"])
            try emulator.hear()
            try emulator.report("sent", of: try emulator.sendText())
            let bodies = try await sent(to: receiver, emulator).map(\.json)
            #expect(bodies.count == 2)
            for body in bodies { #expect(body.object.map { Array($0.keys) } == ["object", "entry"]) }
        }
    }
}
