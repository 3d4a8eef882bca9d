import Documents
import OrderedCollections
import Testing

@testable import Domain

/// Business-scoped user ids: a person has one in each organization.
@Suite struct UserIDTests {
    private func id(of phoneNumber: String, in state: WorldState) -> String {
        var state = state
        return state.knownUser(phoneNumber: phoneNumber).id
    }

    @Test func `a user id follows from the number and the world's seed alone`() throws {
        var chat = Chat()
        let before = id(of: Chat.partner, in: chat.state)
        try chat.hear(adding: ["from": "+628999999999"])
        #expect(id(of: Chat.partner, in: chat.state) == before)
        #expect(try chat.hear().phoneNumber == Chat.partner)
        #expect(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account)?.userID == before)
        #expect(id(of: Chat.partner, in: .sample()) == before)
        #expect(id(of: Chat.partner, in: .sample(key: "kdv_test_other")) != before)
    }

    @Test(
        arguments: [
            ("+628111111111", "ID"), ("+14155550100", "US"), ("+447900000000", "GB"), ("+5511999999999", "BR"),
            ("+6591234567", "SG"), ("+97455512345", "QA"), ("+35312345678", "IE"), ("+2991234567", "ID"),
        ]
    )
    func `a user id begins with the country of the number`(_ phoneNumber: String, _ country: String) throws {
        let id = id(of: phoneNumber, in: .sample())
        #expect(id.wholeMatch(of: /[A-Z]{2}\.[0-9]{16}/) != nil)
        #expect(id.hasPrefix(country + "."))
    }

    @Test func `a person has one user id on all accounts, and keeps it when the contact is deleted`() throws {
        var chat = Chat()
        chat.state.seed(.sample("234567"))
        let other = try chat.state.account(phoneNumberID: "234567")
        try chat.hear(adding: ["user_id": "ID.42", "username": "sari.w"])
        let second = chat.state.knownContact(
            phoneNumber: Chat.partner,
            name: nil,
            on: other,
            source: .api,
            at: .start
        )
        #expect(second.userID == "ID.42")
        #expect(second.username == "sari.w")
        chat.state.deleteContact(second)
        let again = try chat.state.createContact(ContactDraft(phoneNumber: Chat.partner), on: other, at: .start)
        #expect(again.userID == "ID.42")
    }

    @Test func `seeded contacts have the same user ids in every world, or those that rows give`() throws {
        func users(key: String) throws -> [String] {
            var state = WorldState.sample(key: key)
            state.seed(.sample("123456"))
            state.seed(.sample("234567"))
            var rows = ["123456", "234567"].map { account in
                SeededContact(accountID: account, draft: ContactDraft(phoneNumber: "+628111111111"))
            }
            var known = ContactDraft(phoneNumber: "+628111111112")
            known.userID = "ID.42"
            let plain = ContactDraft(phoneNumber: "+628111111112")
            rows.append(SeededContact(accountID: "123456", draft: plain))
            rows.append(SeededContact(accountID: "234567", draft: known))
            _ = state.seed(rows, labels: [:], ids: BaselineIdentifiers(seed: 42), at: .start)
            return state.contacts.byAge.map(\.userID)
        }
        let first = try users(key: "kdv_test_a")
        #expect(try users(key: "kdv_test_b") == first)
        #expect(first[0] == first[1])
        #expect(Array(first[2...]) == ["ID.42", "ID.42"])
    }

    @Test func `a person who gets another's former number has a new contact and user id`() throws {
        var chat = Chat()
        try chat.hear()
        let before = try #require(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account))
        var change = IdentityChange()
        change.phoneNumber = "+628222222222"
        let after = try chat.state.changeIdentity(of: before, change, at: .start)
        #expect(after.id == before.id)
        #expect(after.userID != before.userID)
        let message = try chat.hear()
        let heir = try #require(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account))
        #expect(heir.id != before.id)
        #expect(![before.userID, after.userID].contains(heir.userID))
        #expect(chat.state.conversations[message.conversationID]?.contactID == heir.id)
    }
}
