import Documents
import OrderedCollections
import Testing

@testable import Domain

/// What `simulate/identity` changes, and what is told of it.
@Suite struct IdentityChangeTests {
    private func change(_ edit: (inout IdentityChange) -> Void) -> IdentityChange {
        var change = IdentityChange()
        edit(&change)
        return change
    }

    private func contact(_ chat: Chat) throws -> Contact { try #require(chat.state.contacts.byAge.first) }

    private func told(by chat: Chat, after count: Int) -> [String] { Array(chat.told.dropFirst(count)) }

    @Test func `a new number comes with a new user id, and takes contact, conversation and window along`() throws {
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

    @Test func `a username is told by the API alone, and so is a number that is hidden`() throws {
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

    @Test func `another user id is told by Meta, the number of a hidden person never`() throws {
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

    @Test func `every account that knows the person hears of it, each as far as it sees the number`() throws {
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

    @Test func `what changes nothing is told by nobody`() throws {
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

    @Test func `what belongs to somebody else is refused, and nothing has changed`() throws {
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

    @Test func `with bodies that know numbers alone, nothing but a number is told by Meta`() throws {
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
