import Documents
import OrderedCollections
import Testing

@testable import Domain

/// What `simulate/identity` changes, and which events it makes.
@Suite struct IdentityChangeTests {
    private func change(_ edit: (inout IdentityChange) -> Void) -> IdentityChange {
        var change = IdentityChange()
        edit(&change)
        return change
    }

    private func contact(_ chat: Chat) throws -> Contact { try #require(chat.state.contacts.byAge.first) }

    private func told(by chat: Chat, after count: Int) -> [String] { Array(chat.told.dropFirst(count)) }

    @Test func `a new number gives a new user id and keeps the contact, conversation and window`() throws {
        var chat = Chat()
        let heard = try chat.hear(adding: ["name": "Sari"])
        let before = try contact(chat)
        let after = try chat.state.changeIdentity(of: before, change { $0.phoneNumber = "+628222222222" }, at: .start)
        #expect(after.id == before.id)
        #expect(after.phoneNumber == "+628222222222")
        #expect(after.userID != before.userID)
        #expect(told(by: chat, after: 1) == ["system", "identity"])
        let sent = try chat.send(.text(to: "+628222222222"))
        #expect(sent.conversationID == heard.conversationID)
        #expect(sent.plan?.failure == nil)
        #expect(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account) == nil)
        #expect(try chat.state.reimported().exported == chat.state.exported)
    }

    @Test func `a changed username or a hidden number makes an event of the API but not of Meta`() throws {
        var chat = Chat()
        try chat.hear()
        let named = try chat.state.changeIdentity(
            of: try contact(chat),
            change { $0.username = .set("sari.w") },
            at: .start
        )
        #expect(named.username == "sari.w")
        let hidden = try chat.state.changeIdentity(of: named, change { $0.phone = .hidden }, at: .start)
        #expect(hidden.phoneNumber == nil)
        #expect(hidden.userID == named.userID)
        #expect(try chat.hear().phoneNumber == nil)
        let shown = try chat.state.changeIdentity(of: hidden, change { $0.phone = .shown }, at: .start)
        #expect(shown.phoneNumber == Chat.partner)
        #expect(told(by: chat, after: 1) == ["identity", "identity", "received", "identity"])
    }

    @Test func `a new user id makes an event of Meta, and a hidden number is in no event`() throws {
        var chat = Chat()
        try chat.hear(adding: ["phone": "hidden"])
        let before = try contact(chat)
        let other = try chat.state.changeIdentity(of: before, change { $0.userID = "ID.42" }, at: .start)
        #expect(other.userID == "ID.42")
        let moved = try chat.state.changeIdentity(of: other, change { $0.phoneNumber = "+628222222222" }, at: .start)
        #expect(moved.phoneNumber == nil)
        #expect(told(by: chat, after: 1) == ["system", "identity", "system", "identity"])
        for event in chat.state.outbox.events.dropFirst(2) {
            let body = JSONWriter.bytes { writer in event.write(to: &writer) }
            #expect(!String(decoding: body, as: UTF8.self).contains("628222222222"))
        }
    }

    @Test func `each account that knows a person gets the identity change, with the number if shown`() throws {
        var chat = Chat()
        chat.state.seed(.sample("234567"))
        let other = try chat.state.account(phoneNumberID: "234567")
        try chat.hear(adding: ["phone": "hidden"])
        _ = chat.state.knownContact(phoneNumber: Chat.partner, name: nil, on: other, source: .api, at: .start)
        let changed = try chat.state.changeIdentity(
            of: try contact(chat),
            change { $0.phoneNumber = "+628222222222" },
            at: .start
        )
        #expect(chat.state.contacts.byAge.map(\.phoneNumber) == [nil, "+628222222222"])
        #expect(chat.state.contacts.byAge.map(\.userID) == [changed.userID, changed.userID])
        #expect(told(by: chat, after: 1) == ["system", "identity", "system", "identity"])
    }

    @Test func `an identity change with equal values makes no event`() throws {
        var chat = Chat()
        try chat.hear()
        let before = try contact(chat)
        let same = change {
            $0.phoneNumber = Chat.partner
            $0.userID = before.userID
            $0.username = .set(nil)
            $0.phone = .shown
        }
        #expect(try chat.state.changeIdentity(of: before, same, at: .start.adding(.hours(1))) == before)
        #expect(chat.told == ["received"])
    }

    @Test func `a change to the number or user id of another person is refused`() throws {
        var chat = Chat()
        try chat.hear(adding: ["from": nil, "user_id": "ID.42"])
        try chat.hear()
        let count = chat.state.outbox.total
        let before = try contact(chat)
        let others = try #require(chat.state.contacts.byAge.last)
        let refused = [
            change { $0.phoneNumber = Chat.partner }, change { $0.userID = others.userID },
            change { $0.phone = .shown },
        ]
        for change in refused {
            #expect(throws: DomainError.self) { try chat.state.changeIdentity(of: before, change, at: .start) }
        }
        #expect(chat.state.outbox.total == count)
        #expect(try contact(chat) == before)
    }

    @Test func `with meta_identities phone_only, only a new number makes an event of Meta`() throws {
        var chat = Chat()
        chat.state.organization.switches[.metaIdentities] = "phone_only"
        try chat.hear()
        let other = try chat.state.changeIdentity(of: try contact(chat), change { $0.userID = "ID.42" }, at: .start)
        let moved = try chat.state.changeIdentity(of: other, change { $0.phoneNumber = "+628222222222" }, at: .start)
        #expect(told(by: chat, after: 1) == ["identity", "system", "identity"])
        #expect(throws: DomainError.self) {
            try chat.state.changeIdentity(of: moved, change { $0.phone = .hidden }, at: .start)
        }
    }
}
