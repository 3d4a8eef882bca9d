import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

/// The rules for every body in Meta's envelope, whatever its content and its form.
@Suite struct MetaBodyTests {
    /// One of each kind of content that a contact can send.
    static let contents: [(String, JSONValue)] = [
        ("text", ["body": "Hello"]), ("image", [:]), ("document", [:]), ("video", ["caption": "C"]), ("audio", [:]),
        ("sticker", [:]), ("location", ["latitude": -6.2, "longitude": 106.8]), ("contacts", [["name": "Ada"]]),
        ("interactive", ["type": "button_reply", "id": "y", "title": "Yes"]),
        ("interactive", ["type": "list_reply", "id": "y", "title": "Yes"]), ("reaction", ["message_id": "wamid.x"]),
        ("reaction", ["message_id": "wamid.x", "emoji": "👍"]), ("button", ["text": "Stop"]),
        ("unsupported", ["type": "poll_creation"]),
    ]

    /// Causes every kind of Meta event; a second contact has no number where that is allowed.
    private func walk(_ emulator: Emulator, withHidden showsHidden: Bool) throws {
        let hidden: JSONObject = ["user_id": "ID.42", "username": "sari.w"]
        let senders: [JSONObject] = [["from": .string(partner)]] + (showsHidden ? [hidden] : [])
        for sender in senders {
            var sender = sender
            for (type, content) in Self.contents { _ = try hear(emulator, type, content, from: sender) }
            let text = try hear(emulator, "text", ["body": "A"], from: sender)
            let wamid = try #require(text["message"]?["provider_id"])
            sender["context"] = ["message_id": wamid]
            _ = try hear(emulator, "text", ["body": "B"], from: sender)
            sender["context"] = nil
            let edited: JSONValue = ["type": "text", "text": ["body": "C"]]
            _ = try hear(emulator, "edit", ["original_message_id": wamid, "message": edited], from: sender)
            _ = try hear(emulator, "revoke", ["original_message_id": wamid], from: sender)
        }
        try emulator.report("sent", "delivered", "read", of: try emulator.sendText())
        for failure in MessageFailure.simulated {
            let error = JSONValue.string(failure.rawValue)
            try emulator.report("failed", error: error, of: try emulator.sendText())
            try emulator.report("sent", "failed", error: error, of: try emulator.sendText())
        }
        try emulator.changeIdentity(["new_number": "+628122222222"])
        if showsHidden { try emulator.changeIdentity(["user_id": "ID.42", "new_user_id": "ID.43"]) }
    }

    private func hear(
        _ emulator: Emulator,
        _ type: String,
        _ content: JSONValue,
        from sender: JSONObject
    ) throws -> JSONValue {
        var body: JSONObject = ["phone_number_id": .string(usualNumber), "type": .string(type), type: content]
        body.merge(sender) { _, last in last }
        let answer = try emulator.control(usualKey).post("/__admin/simulate/inbound_message", .object(body))
        try #require(answer.status == 201, "\(answer.json)")
        return answer.json
    }

    /// The places of the values that a strict receiver refuses.
    private func faults(in value: JSONValue, at place: String = "", key: String = "") -> [String] {
        switch value {
        case .null: return [place]
        case .object(let members):
            return members.flatMap { name, inner in faults(in: inner, at: place + "/" + name, key: name) }
        case .array(let elements):
            return elements.enumerated().flatMap { faults(in: $0.element, at: place + "/\($0.offset)", key: key) }
        case .string(let text):
            let isCode = key == "code"
            let isEmptyName = text.isEmpty && key != "emoji"
            return isCode || isEmptyName ? [place] : []
        case .bool, .integer, .number: return key == "timestamp" ? [place] : []
        }
    }

    @Test(arguments: ["current", "documented", "phone_only"])
    func `Meta's bodies have no nulls, timestamps as strings and error codes as numbers`(_ form: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            // An account without a phone number sends webhooks, too.
            try emulator.seed(
                WhatsAppAccount(phoneNumberID: otherNumber, phoneNumber: nil, name: nil, status: .connected),
                key: usualKey
            )
            try emulator.configure([
                "messages": ["progression": "manual"], "switches": ["meta_identities": .string(form)],
            ])
            _ = try emulator.subscribe(to: ["message.received", "message.status", "message.edited", "message.revoked"])
            try walk(emulator, withHidden: form != "phone_only")
            let bare: JSONValue = [
                "phone_number_id": .string(otherNumber), "from": .string(partner), "type": "text",
                "text": ["body": "Hello"],
            ]
            #expect(try emulator.control(usualKey).post("/__admin/simulate/inbound_message", bare).status == 201)
            try await emulator.settle()
            #expect(receiver.received.count > 50)
            for webhook in receiver.received {
                let event = try #require(webhook.event)
                let described = try #require(emulator.contract.webhook(event))
                #expect(described.validate(body: webhook.json) == [], "\(webhook.json)")
                guard let entry = webhook.json["entry"] else { continue }
                #expect(faults(in: entry) == [], "\(webhook.json)")
            }
        }
    }

    @Test func `the statuses of one category share a conversation id of Meta's`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            try emulator.configure([
                "messages": ["progression": "manual"], "switches": ["meta_identities": "phone_only"],
            ])
            _ = try emulator.subscribe(to: ["message.status"])
            let template: JSONValue = ["name": "unknown", "language": "id"]
            let sent = try emulator.send(.message("template", template)).data["id"]?.string ?? ""
            for id in [try emulator.sendText(), try emulator.sendText(), sent] { try emulator.report("sent", of: id) }
            try await emulator.settle()
            let statuses = receiver.received.compactMap {
                $0.json["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?[0]
            }
            let ids = statuses.map { $0["conversation"]?["id"] }
            #expect(ids[0] == ids[1])
            #expect(ids[0] != ids[2])
            #expect(statuses.map { $0["conversation"]?["origin"]?["type"] } == ["service", "service", "utility"])
        }
    }

    @Test func `each status has an event id of its own when status_event_id is unique`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.addNumber()
            try emulator.configure([
                "messages": ["progression": "manual"], "switches": ["status_event_id": "unique"],
            ])
            _ = try emulator.subscribe(to: ["message.status", "message.received"])
            let id = try emulator.sendText()
            try emulator.report("sent", "delivered", "read", of: id)
            let failed = try emulator.sendText()
            try emulator.report("failed", of: failed)
            let heard = try emulator.hear()
            let triggered = try emulator.trigger("message.status")["event_id"]?.string
            #expect(triggered?.hasSuffix(":delivered") == true)
            try await emulator.settle()
            let wamid = try #require(try emulator.message(id)["provider_id"]?.string)
            #expect(
                receiver.received.map { $0.header("X-Kirim-Event-Id") } == [
                    "\(wamid):sent", "\(wamid):delivered", "\(wamid):read", "\(failed):failed",
                    heard["message"]?["provider_id"]?.string, triggered,
                ]
            )
        }
    }
}
