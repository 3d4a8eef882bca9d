import Documents
import OrderedCollections
import Testing

@testable import Domain

/// What a world keeps of an outbound message beside its text and its file.
@Suite struct SentContentTests {
    private static let buttons: JSONValue = [
        "type": "reply_buttons", "header": ["type": "text", "text": "Parcel"], "body": ["text": "At home?"],
        "action": ["buttons": [["type": "reply", "reply": ["id": "yes", "title": "Yes"]]]],
    ]
    private static let template: JSONValue = [
        "name": "parcel_update", "language": "id",
        "components": [
            ["type": "header", "parameters": [["type": "text", "text": "7"]]],
            ["type": "body", "parameters": [["type": "text", "text": "A"]]],
        ],
    ]

    private func content(_ type: String, _ json: JSONValue) throws -> MessageContent {
        let body: JSONValue = ["to": .string(Chat.partner), "type": .string(type), .init(type): json]
        return try #require(MessageDraft(body)).content
    }

    @Test(arguments: [("interactive", buttons), ("template", template)] as [(String, JSONValue)])
    func `an interactive message and a template message keep what was sent`(_ type: String, _ json: JSONValue) throws {
        let sent = try #require(try content(type, json).sent)
        #expect(try JSONValue(parsing: sent.bytes) == json)
    }

    @Test(
        arguments: [
            ("text", ["body": "Hello"]), ("image", ["link": "https://a.example/b.jpg", "caption": "Door"]),
            ("document", ["id": "7", "filename": "a.pdf"]),
        ] as [(String, JSONValue)]
    )
    func `a message with only a text and a file keeps nothing else`(_ type: String, _ json: JSONValue) throws {
        #expect(try content(type, json).sent == nil)
    }

    @Test func `what was sent survives a new status and an export`() throws {
        var chat = Chat(mode: .immediate)
        try chat.addTemplate("Parcel {{1}} is here.")
        let message = try chat.send(.template("parcel_update", ["A"]))
        let sent = try #require(message.content.sent)
        chat.wait(until: 0)
        let delivered = try chat.current(message)
        #expect(delivered.status == .delivered)
        #expect(delivered.content.text == "Parcel A is here.")
        #expect(delivered.content.sent == sent)
        #expect(try chat.state.reimported().messages[message.id] == delivered)
    }

    @Test func `an inbound message keeps nothing as sent`() throws {
        var chat = Chat()
        let reply: JSONValue = ["type": "button_reply", "button_reply": ["id": "yes", "title": "Yes"]]
        #expect(try chat.hear("interactive", reply).content.sent == nil)
    }
}
