import Documents
import OrderedCollections
import Testing

@testable import Domain

/// The sender of an inbound message is found by user id first, then by number.
@Suite struct SenderTests {
    private func contacts(_ chat: Chat) -> [Contact] { chat.state.contacts.byAge }

    @Test func `a sender without a number has a contact, a conversation and a window`() throws {
        var chat = Chat()
        let message = try chat.hear(adding: ["from": nil, "user_id": "ID.42", "username": "sari.w"])
        let contact = try #require(contacts(chat).first)
        #expect(contact.phoneNumber == nil)
        #expect(contact.userID == "ID.42")
        #expect(contact.username == "sari.w")
        #expect(message.phoneNumber == nil)
        let conversation = try #require(chat.state.conversations[message.conversationID])
        #expect(conversation.userID == "ID.42")
        #expect(conversation.isWindowOpen(at: .start))
        let again = try chat.hear(adding: ["from": nil, "user_id": "ID.42"])
        #expect(again.conversationID == message.conversationID)
        #expect(contacts(chat).count == 1)
    }

    @Test func `a hidden number stays hidden until it is shown, and is not in the wamid`() throws {
        var chat = Chat()
        let hidden = try chat.hear(adding: ["phone": "hidden"])
        #expect(hidden.phoneNumber == nil)
        #expect(try chat.hear().phoneNumber == nil)
        let bytes = try #require(Base64.bytes(of: String(hidden.wamid.dropFirst("wamid.".count))))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("628111111111"))
        let shown = try chat.hear(adding: ["phone": "shown"])
        #expect(shown.phoneNumber == Chat.partner)
        #expect(try chat.hear().phoneNumber == Chat.partner)
        #expect(contacts(chat).count == 1)
        #expect(chat.told == ["received", "received", "identity", "received", "received"])
    }

    @Test func `a message to a hidden number joins its conversation and may use its window`() throws {
        var chat = Chat()
        let heard = try chat.hear(adding: ["phone": "hidden"])
        let sent = try chat.send(.text())
        #expect(sent.conversationID == heard.conversationID)
        #expect(sent.phoneNumber == Chat.partner)
        #expect(sent.plan?.failure == nil)
        #expect(contacts(chat).map(\.phoneNumber) == [nil])
    }

    @Test func `a known user id identifies the sender even if the number is new`() throws {
        var chat = Chat()
        let first = try chat.hear(adding: ["user_id": "ID.42"])
        let second = try chat.hear(adding: ["user_id": "ID.42", "from": "628222222222"])
        #expect(second.conversationID == first.conversationID)
        #expect(contacts(chat).map(\.phoneNumber) == ["+628222222222"])
        #expect(chat.told == ["received", "identity", "received"])
        #expect(chat.state.conversations[first.conversationID]?.phoneNumber == "+628222222222")
    }

    @Test func `a known number identifies the sender if the user id is new`() throws {
        var chat = Chat()
        let first = try chat.hear()
        let second = try chat.hear(adding: ["user_id": "ID.42", "username": "sari.w"])
        #expect(second.conversationID == first.conversationID)
        #expect(contacts(chat).map(\.userID) == ["ID.42"])
        #expect(contacts(chat).map(\.username) == ["sari.w"])
        #expect(chat.told == ["received", "identity", "received"])
    }

    @Test func `a number that comes with another person's user id passes to that person`() throws {
        var chat = Chat()
        try chat.hear()
        try chat.hear(adding: ["from": nil, "user_id": "ID.42"])
        try chat.hear(adding: ["user_id": "ID.42"])
        #expect(contacts(chat).map(\.phoneNumber) == [nil, Chat.partner])
        #expect(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account)?.userID == "ID.42")
        _ = try chat.state.reimported()
    }

    @Test func `a former user id is refused, and so is showing a number that is not known`() throws {
        var chat = Chat()
        try chat.hear(adding: ["user_id": "ID.42"])
        let contact = try #require(contacts(chat).first)
        var change = IdentityChange()
        change.userID = "ID.43"
        _ = try chat.state.changeIdentity(of: contact, change, at: .start)
        let count = chat.state.outbox.total
        for members: JSONObject in [
            ["user_id": "ID.42", "from": nil], ["user_id": "ID.44", "from": nil, "phone": "shown"],
        ] {
            #expect(throws: DomainError.self) { try chat.hear(adding: members) }
        }
        #expect(chat.state.outbox.total == count)
        #expect(contacts(chat).count == 1)
    }

    @Test func `with meta_identities phone_only, a sender without a visible number is refused`() throws {
        var chat = Chat()
        chat.state.organization.switches[.metaIdentities] = "phone_only"
        for members: JSONObject in [["phone": "hidden"], ["from": nil, "user_id": "ID.42"]] {
            #expect(throws: DomainError.self) { try chat.hear(adding: members) }
        }
        #expect(chat.state.outbox.total == 0)
        #expect(chat.state.directory.usersByID.isEmpty)
        #expect(try chat.hear(adding: ["user_id": "ID.42"]).phoneNumber == Chat.partner)
    }
}
