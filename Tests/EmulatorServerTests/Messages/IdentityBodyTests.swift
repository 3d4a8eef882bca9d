import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// How Meta's bodies and the API's events identify contacts, with and without a number.
@Suite struct IdentityBodyTests {
    private static let events = [
        "message.received", "message.status", "message.sent", "message.edited", "message.revoked", "contact.created",
        "contact.identity_updated",
    ]
    private static let hidden: JSONObject = ["user_id": "ID.42", "username": "sari.w", "phone": "hidden"]

    private func withWorld(
        _ switches: JSONValue = ["meta_identities": "current"],
        _ body: (Emulator, WebhookReceiver) async throws -> Void
    ) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            try emulator.configure(["messages": ["progression": "manual"], "switches": switches])
            _ = try emulator.subscribe(to: Self.events)
            try await body(emulator, receiver)
        }
    }

    /// The webhooks that were sent, each validated against the contract.
    private func sent(to receiver: WebhookReceiver, _ emulator: Emulator) async throws -> [ReceivedWebhook] {
        try await emulator.settle()
        for webhook in receiver.received {
            let event = try #require(webhook.event)
            let described = try #require(emulator.contract.webhook(event))
            #expect(described.validate(body: webhook.json) == [], "\(webhook.json)")
        }
        return receiver.received
    }

    private func value(_ webhook: ReceivedWebhook?) -> JSONValue? {
        webhook?.json["entry"]?[0]?["changes"]?[0]?["value"]
    }

    // MARK: Without a number

    @Test func `a contact without a number is identified only by user id and username`() async throws {
        try await withWorld { emulator, receiver in
            var sender = Self.hidden
            sender["name"] = "Sari W"
            let heard = try emulator.hear(adding: sender)
            let webhooks = try await sent(to: receiver, emulator)
            #expect(webhooks.map(\.event) == ["contact.created", "message.received"])
            let contact = webhooks[0].json["data"]?["contact"]
            #expect(contact?["phone_number"] == .null)
            #expect(contact?["bsuid"] == "ID.42")
            #expect(contact?["username"] == "sari.w")
            let received = value(webhooks[1])
            let profile: JSONValue = ["name": "Sari W", "username": "sari.w"]
            #expect(received?["contacts"] == [["profile": profile, "user_id": "ID.42"]])
            let message = received?["messages"]?[0]
            let keys = message?.object.map { Array($0.keys) }
            #expect(keys == ["id", "from_user_id", "timestamp", "type", "text"])
            #expect(
                webhooks[1].json["kirim"]?["contact"] == [
                    "name": "Sari W", "phone_number": nil, "bsuid": "ID.42", "username": "sari.w",
                ]
            )
            #expect(heard["message"]?["to"] == .null)
            let rows = try emulator.client().get("/\(usualNumber)/conversations").data
            #expect(rows[0]?["contact"]?["phone_number"] == .null)
            #expect(rows[0]?["contact"]?["bsuid"] == "ID.42")
            #expect(rows[0]?["contact"]?["username"] == "sari.w")
            #expect(try emulator.client().get("/\(usualNumber)/contacts?phone=%2B628111111111").data == [])
        }
    }

    @Test func `a status of a message to a hidden number has the number and the user id`() async throws {
        try await withWorld { emulator, receiver in
            try emulator.hear(adding: Self.hidden)
            let id = try emulator.sendText()
            try emulator.report("sent", "delivered", of: id)
            let webhooks = try await sent(to: receiver, emulator)
            #expect(
                webhooks.map(\.event) == [
                    "contact.created", "message.received", "message.sent", "message.status", "message.status",
                ]
            )
            let native = webhooks[2].json["data"]
            #expect(native?["message"]?["to"] == .string(partner))
            #expect(
                native?["contact"] == ["phone_number": nil, "name": nil, "bsuid": "ID.42", "username": "sari.w"]
            )
            for (webhook, username) in zip(webhooks.suffix(2), [nil, "sari.w"] as [JSONValue?]) {
                let status = value(webhook)?["statuses"]?[0]
                #expect(status?["recipient_id"] == "628111111111")
                #expect(status?["recipient_user_id"] == "ID.42")
                let contact = value(webhook)?["contacts"]?[0]
                #expect(contact?["wa_id"] == "628111111111")
                #expect(contact?["user_id"] == "ID.42")
                #expect(contact?["profile"]?["name"] == "sari.w")
                #expect(contact?["profile"]?["username"] == username)
            }
        }
    }

    @Test(
        arguments: [
            (nil, nil, "ID.42"), ("Sari", nil, "Sari"), (nil, "sari.w", "sari.w"),
        ] as [(String?, String?, String)]
    )
    func `a profile always has a name`(_ name: String?, _ username: String?, _ expected: String) async throws {
        try await withWorld { emulator, receiver in
            var body: JSONObject = [
                "phone_number_id": .string(usualNumber), "user_id": "ID.42", "type": "text", "text": ["body": "A"],
            ]
            body["name"] = name.map(JSONValue.string)
            body["username"] = username.map(JSONValue.string)
            let answer = try emulator.control(usualKey).post("/__admin/simulate/inbound_message", .object(body))
            #expect(answer.status == 201)
            let received = value(try await sent(to: receiver, emulator).last)
            #expect(received?["contacts"]?[0]?["profile"]?["name"] == .string(expected))
        }
    }

    // MARK: Forms

    @Test func `a failed status has contacts, with the number alone, only in the form current`() async throws {
        for (form, contacts) in [
            ("current", [["wa_id": "628111111111"]]), ("documented", nil), ("phone_only", nil),
        ] as [(String, JSONValue?)] {
            try await withWorld(["meta_identities": .string(form)]) { emulator, receiver in
                try emulator.report("failed", of: try emulator.sendText())
                let failed = value(try await sent(to: receiver, emulator).last)
                #expect(failed?["contacts"] == contacts, "\(form)")
                let status = failed?["statuses"]?[0]
                #expect(status?["recipient_id"] == "628111111111")
                #expect(status?["recipient_user_id"] == nil)
                let error = status?["errors"]?[0]
                #expect((error?["error_data"]?["details"] == nil) == (form == "phone_only"), "\(form)")
                #expect((error?["href"] == nil) == (form != "documented"), "\(form)")
            }
        }
    }

    @Test func `the form phone_only identifies contacts by number alone`() async throws {
        try await withWorld(["meta_identities": "phone_only"]) { emulator, receiver in
            try emulator.hear(adding: ["username": "sari.w"])
            try emulator.report("delivered", of: try emulator.sendText())
            let webhooks = try await sent(to: receiver, emulator)
            let received = value(webhooks[1])
            #expect(received?["contacts"] == [["profile": ["name": "628111111111"], "wa_id": "628111111111"]])
            #expect(received?["messages"]?[0]?["from_user_id"] == nil)
            #expect(
                webhooks[1].json["kirim"]?["contact"] == ["name": nil, "phone_number": .string(partner)]
            )
            let delivered = value(webhooks.last)
            #expect(delivered?["contacts"] == nil)
            let keys = delivered?["statuses"]?[0]?.object.map { Array($0.keys) }
            #expect(keys == ["id", "status", "timestamp", "recipient_id", "conversation", "pricing"])
            #expect(
                delivered?["statuses"]?[0]?["pricing"] == [
                    "billable": true, "pricing_model": "PMP", "category": "service",
                ]
            )
        }
    }

    // MARK: Edits and revocations

    @Test func `an edit sends message.received and message.edited and changes the message`() async throws {
        try await withWorld { emulator, receiver in
            let wamid = try #require(try emulator.hear()["message"]?["provider_id"])
            let edit: JSONValue = [
                "original_message_id": wamid, "message": ["type": "text", "text": ["body": "Hello again"]],
            ]
            let answer = try emulator.hear("edit", edit, adding: ["id": "wamid.edit"])
            try emulator.changeIdentity(["phone": "hidden"])
            try emulator.hear("edit", edit)
            #expect(answer["message"]?["content"] == "Hello again")
            #expect(answer["events"]?.array?.count == 2)
            let all = try await sent(to: receiver, emulator)
            let later = ["contact.identity_updated", "message.received", "message.edited"]
            #expect(all.suffix(5).map(\.event) == ["message.received", "message.edited"] + later)
            #expect(value(all[all.count - 2])?["messages"]?[0]?["from"] == nil)
            let webhooks = Array(all.suffix(5))
            #expect(webhooks[0].header("X-Kirim-Event-Id") == "wamid.edit")
            let message = value(webhooks[0])?["messages"]?[0]
            #expect(message?["id"] == "wamid.edit")
            #expect(message?["from"] == "628111111111")
            #expect(message?["edit"] == edit)
            let native = webhooks[1].json["data"]
            #expect(native?["message"]?["body"] == "Hello again")
            #expect(native?["message"]?["id"] == answer["message"]?["id"])
            #expect(native?["contact"]?["phone_number"] == .string(partner))
            #expect(native?["contact"]?["bsuid"] == message?["from_user_id"])
            let id = try #require(answer["message"]?["id"]?.string)
            #expect(try emulator.message(id)["content"] == "Hello again")
        }
    }

    @Test func `a revocation sends message.received and message.revoked and keeps the message`() async throws {
        try await withWorld { emulator, receiver in
            let heard = try emulator.hear(adding: Self.hidden)
            let wamid = try #require(heard["message"]?["provider_id"])
            let sender: JSONObject = ["from": nil, "user_id": "ID.42"]
            let revoked = try emulator.hear("revoke", ["original_message_id": wamid], adding: sender)
            let webhooks = Array(try await sent(to: receiver, emulator).suffix(2))
            #expect(webhooks.map(\.event) == ["message.received", "message.revoked"])
            let message = value(webhooks[0])?["messages"]?[0]
            #expect(message?["revoke"] == ["original_message_id": wamid])
            #expect(message?["from"] == nil)
            #expect(message?["from_user_id"] == "ID.42")
            #expect(webhooks[1].json["data"]?["contact"]?["phone_number"] == .null)
            #expect(webhooks[1].json["data"]?["message"]?["provider_id"] == wamid)
            #expect(revoked["message"] == heard["message"])
        }
    }

    @Test func `an edit of a message that is unknown, another's or of another type is refused`() async throws {
        try await withWorld { emulator, receiver in
            let wamid = try #require(try emulator.hear()["message"]?["provider_id"])
            let own = try #require(
                try emulator.report("sent", of: try emulator.sendText())["message"]?["provider_id"]
            )
            let text: JSONValue = ["type": "text", "text": ["body": "A"]]
            let image: JSONValue = ["type": "image", "image": ["caption": "A"]]
            let count = try await sent(to: receiver, emulator).count
            for (original, message, from, status) in [
                ("wamid.none", text, partner, 404), (wamid, text, "+628122222222", 409), (own, text, partner, 409),
                (wamid, image, partner, 409), (wamid, [:], partner, 400), (wamid, ["type": "text"], partner, 400),
            ] as [(JSONValue, JSONValue, String, Int)] {
                let body: JSONValue = [
                    "phone_number_id": .string(usualNumber), "from": .string(from), "type": "edit",
                    "edit": ["original_message_id": original, "message": message],
                ]
                let answer = try emulator.control(usualKey).post("/__admin/simulate/inbound_message", body)
                #expect(answer.status == status, "\(answer.json)")
            }
            let after = try await sent(to: receiver, emulator).count
            #expect(after == count)
        }
    }

    @Test func `an unsupported message is stored and sent with its error`() async throws {
        try await withWorld { emulator, receiver in
            let heard = try emulator.hear("unsupported", ["type": "poll_creation"])
            #expect(heard["message"]?["type"] == "unsupported")
            #expect(heard["message"]?["unsupported"] == ["type": "poll_creation"])
            let message = value(try await sent(to: receiver, emulator).last)?["messages"]?[0]
            #expect(message?["unsupported"] == ["type": "poll_creation"])
            #expect(message?["errors"]?[0]?["code"] == 131_051)
            let id = try #require(heard["message"]?["id"]?.string)
            #expect(try emulator.message(id) == heard["message"])
        }
    }
}
