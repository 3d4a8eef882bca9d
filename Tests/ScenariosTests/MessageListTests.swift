import Documents
import Domain
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct MessageListTests {
    private static let surroundings = """
        accounts: [{ ref: shop, phone_number_id: "123456" }, { ref: desk, phone_number_id: "234567" }]
        contacts:
          - { ref: budi, account: shop, phone_number: "+628111111111" }
          - { ref: eko, account: desk, phone_number: "+628111111111" }

        """

    private func messages(_ rows: String) throws -> [SeededMessage] {
        try baseline(Self.surroundings + "messages:\n" + rows).objects.messages
    }

    @Test func `an outbound message row becomes a sendMessage draft to its contact`() throws {
        let rows = """
              - ref: r
                id: msg_335T08RM0EAKN9DTE6RD5RWP7B
                account: "123456"
                contact: budi
                direction: outbound
                type: text
                text: { body: Hello }
                context: { message_id: wamid.a }
                status: failed
                error: recipient_blocked
                provider_id: wamid.b
                created_at: 2026-06-01T00:00:00Z
                updated_at: 2026-06-02T00:00:00Z
            """
        let body: JSONValue = [
            "to": "+628111111111", "type": "text", "text": ["body": "Hello"], "context": ["message_id": "wamid.a"],
        ]
        let draft = try #require(MessageDraft(body))
        var expected = SeededMessage(
            ref: "r",
            id: "msg_335T08RM0EAKN9DTE6RD5RWP7B",
            contact: "budi",
            draft: .outbound(draft)
        )
        expected.status = .failed
        expected.failure = .recipientBlocked
        expected.wamid = "wamid.b"
        expected.createdAt = Timestamp(iso8601: "2026-06-01T00:00:00Z")
        expected.updatedAt = Timestamp(iso8601: "2026-06-02T00:00:00Z")
        #expect(try messages(rows) == [expected])
    }

    @Test func `an inbound message row becomes a delivered draft from its contact`() throws {
        let rows = "  - { account: shop, contact: budi, direction: inbound, type: image, image: { caption: A } }"
        let message = try #require(try messages(rows).first)
        let body: JSONValue = ["from": "+628111111111", "type": "image", "image": ["caption": "A"]]
        #expect(message.draft == .inbound(try #require(InboundDraft(body))))
        #expect(message.status == .delivered)
    }

    @Test func `message rows may be given beside the message settings`() throws {
        let row = "{ account: shop, contact: budi, direction: outbound, type: text, text: { body: A } }"
        let beside = try baseline(Self.surroundings + "messages: { progression: manual, rows: [\(row)] }")
        #expect(beside.objects.messages == (try messages("  - " + row)))
        #expect(beside.settings.messages.mode == .manual)
    }

    // MARK: Mistakes

    /// A file with one message row that has these members beside account and contact.
    private static func broken(_ members: String, _ message: String, hint: String? = nil) -> BrokenFile {
        let row = "  - { account: shop, contact: budi, \(members) }"
        return BrokenFile(surroundings + "messages:\n" + row, message, hint: hint)
    }

    static let rows = [
        BrokenFile(
            surroundings + "messages:\n"
                + "  - { account: «shp, contact: budi, direction: inbound, type: text, text: { body: A } }",
            "there is no account `shp`",
            hint: "did you mean `shop`?"
        ),
        BrokenFile(
            surroundings + "messages:\n"
                + "  - { account: shop, contact: «bodi, direction: outbound, type: text, text: { body: A } }",
            "there is no contact `bodi`",
            hint: "did you mean `budi`?"
        ),
        BrokenFile(
            surroundings + "messages:\n"
                + "  - { account: shop, contact: «eko, direction: inbound, type: text, text: { body: A } }",
            "the contact belongs to another account"
        ),
        broken("direction: outbound, type: text, text: { body: «'' }", "`body` must"),
        broken("direction: outbound, type: «sticker, sticker: { id: a }", "`type` must"),
        broken("direction: inbound, type: «template, template: { name: a }", "`type` must"),
        broken("direction: inbound, type: text, text: { «bodi: A, body: B }", "unknown key `bodi`"),
        broken("direction: inbound, type: text, status: «sent, text: { body: A }", "`status` must"),
        broken("direction: outbound, type: text, status: «failed, text: { body: A }", "needs an `error`"),
        broken(
            "direction: outbound, type: text, text: { body: A }, error: «recipient_blocked",
            "only a failed message has an `error`"
        ),
        broken(
            "direction: outbound, type: text, text: { body: A }, status: pending, provider_id: «wamid.a",
            "has no `provider_id` yet"
        ),
        broken(
            "direction: outbound, type: interactive, interactive: "
                + "{ type: list, body: { text: A }, action: { button: B, sections: «[{ rows: [] }] } }",
            "must have 1 to 10 rows in total"
        ),
    ]

    @Test(arguments: rows)
    func `a mistake in a message row gets one diagnostic at its place`(broken: BrokenFile) throws {
        let found = try diagnostics(broken.text)
        #expect(found.count == 1, "\(found)")
        let first = try #require(found.first)
        #expect(first.message.contains(broken.message), "\(first.message)")
        #expect(first.location.description == broken.location)
        if let hint = broken.hint { #expect(first.hint?.contains(hint) == true) }
    }
}
