import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct ContactTests {
    private func changes(_ state: WorldState) -> [[Contact.Field]] {
        state.outbox.events.compactMap { event in
            if case .contactUpdated(let changed) = event.kind { changed.fields } else { nil }
        }
    }

    @Test func `a second contact with the same number on one account is refused`() throws {
        var inbox = Inbox()
        let contact = try inbox.contact(1)
        let account = try inbox.account
        let draft = ContactDraft(phoneNumber: contact.phoneNumber)
        #expect(throws: DomainError.contactExists) { try inbox.state.createContact(draft, on: account, at: .start) }
        #expect(inbox.state.contacts.count == 1)
        #expect(inbox.state.outbox.total == 1)
    }

    @Test func `the same number may be a contact of another account`() throws {
        var inbox = Inbox()
        let contact = try inbox.contact(1)
        inbox.state.seed(.sample("234567"))
        let other = try inbox.state.account(phoneNumberID: "234567")
        let draft = ContactDraft(phoneNumber: contact.phoneNumber)
        let second = try inbox.state.createContact(draft, on: other, at: .start)
        #expect(second.id != contact.id)
        #expect(inbox.state.contact(phoneNumber: try #require(contact.phoneNumber), on: other)?.id == second.id)
        #expect(second.userID == contact.userID)
        #expect(throws: DomainError.notFound(resource: "contact", id: contact.id.description)) {
            try inbox.state.contact(contact.id.description, of: other)
        }
    }

    @Test func `knownContact returns a known contact unchanged and makes no event`() throws {
        var inbox = Inbox()
        let contact = try inbox.contact(1)
        let account = try inbox.account
        let again = inbox.state.knownContact(
            phoneNumber: try #require(contact.phoneNumber),
            name: "Other",
            on: account,
            source: .inboundMessage,
            at: .start.adding(.hours(1))
        )
        #expect(again == contact)
        #expect(inbox.state.outbox.total == 1)
    }

    @Test func `the event of a contact update names the changed fields in a fixed order`() throws {
        var inbox = Inbox()
        let contact = try inbox.contact(1)
        var patch = ContactPatch()
        patch.metadata = .set(["a": 1])
        patch.email = .set("a@example.com")
        patch.name = .set("Ada")
        let updated = inbox.state.updateContact(contact, with: patch, at: .start.adding(.seconds(1)))
        #expect(updated.updatedAt == .start.adding(.seconds(1)))
        let label = try inbox.label("Urgent")
        try inbox.state.attach(label, to: updated, at: .start)
        #expect(changes(inbox.state) == [[.name, .email, .metadata], [.labels]])
    }

    @Test func `a patch with equal values does not change a contact`() throws {
        var inbox = Inbox()
        var patch = ContactPatch()
        patch.metadata = .set(["a": 1, "b": 2])
        let contact = inbox.state.updateContact(try inbox.contact(1), with: patch, at: .start)
        patch.metadata = .set(["b": 2, "a": 1])
        patch.name = .set(nil)
        let again = inbox.state.updateContact(contact, with: patch, at: .start.adding(.hours(1)))
        #expect(again == contact)
        #expect(changes(inbox.state).count == 1)
    }

    @Test func `a deleted contact makes no event, and its number can become a new contact`() throws {
        var inbox = Inbox()
        let contact = try inbox.contact(1)
        let events = inbox.state.outbox.total
        inbox.state.deleteContact(contact)
        #expect(inbox.state.outbox.total == events)
        let account = try inbox.account
        #expect(inbox.state.contact(phoneNumber: try #require(contact.phoneNumber), on: account) == nil)
        let second = try inbox.contact(1)
        #expect(second.id != contact.id)
    }

    @Test func `a contact with the number of a deleted one continues its conversation`() throws {
        var inbox = Inbox()
        let id = try inbox.hear(from: 1)
        let contact = try inbox.contact(1)
        inbox.state.deleteContact(contact)
        #expect(inbox.state.conversations[id]?.contactID == contact.id)
        #expect(try inbox.page(contact: contact.id, limit: 2).ids == [id])
        let second = try inbox.contact(1, at: .start.adding(.seconds(5)))
        #expect(inbox.state.knownConversation(with: second, at: .start).id == id)
        #expect(inbox.state.conversations[id]?.contactID == second.id)
        #expect(inbox.state.conversations[id]?.updatedAt == .start.adding(.seconds(5)))
        #expect(try inbox.page(contact: second.id, limit: 2).ids == [id])
        #expect(try inbox.page(contact: contact.id, limit: 2).ids == [])
        #expect(inbox.state.conversations.count == 1)
    }

    // MARK: Labels

    @Test func `a label that is attached to a contact twice is attached once`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        let contact = try inbox.contact(1)
        try inbox.state.attach(label, to: contact, at: .start)
        let carrier = try #require(inbox.state.contacts[contact.id])
        try inbox.state.attach(label, to: carrier, at: .start.adding(.hours(1)))
        #expect(inbox.state.contacts[contact.id] == carrier)
        #expect(changes(inbox.state) == [[.labels]])
    }

    @Test func `a contact refuses a label of a team that is not the owner's`() throws {
        var inbox = Inbox(teams: ["A", "B"])
        let customer = try inbox.state.addCustomer()
        _ = try inbox.state.assign(try inbox.account, to: customer, at: .start)
        let contact = try inbox.contact(1)
        let own = try inbox.label("Own", team: 0)
        let foreign = try inbox.label("Foreign", team: 1)
        #expect(throws: DomainError.invalidField("label_id", detail: "the label belongs to another team")) {
            try inbox.state.attach(foreign, to: contact, at: .start)
        }
        try inbox.state.attach(own, to: contact, at: .start)
        #expect(inbox.state.contacts[contact.id]?.labels == [own.id])
    }

    @Test func `a contact of a number without an owner takes the labels of all teams`() throws {
        var inbox = Inbox(teams: ["A", "B"])
        let labels = [try inbox.label("One", team: 0), try inbox.label("Two", team: 1)]
        let id = try inbox.contact(1).id
        for label in labels { try inbox.state.attach(label, to: try #require(inbox.state.contacts[id]), at: .start) }
        #expect(inbox.state.contacts[id]?.labels == labels.map(\.id))
    }

    @Test func `a label that is not attached to a contact cannot be detached`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        let contact = try inbox.contact(1)
        #expect(throws: DomainError.notFound(resource: "label", id: label.id.description)) {
            try inbox.state.detach(label: label.id.description, from: contact, at: .start)
        }
    }

    @Test func `a bulk label request counts the contacts that it labels and those that it skips`() throws {
        var inbox = Inbox(teams: ["A", "B"])
        let contacts = try (1...3).map { try inbox.contact($0) }
        let label = try inbox.label("Urgent", team: 1)
        try inbox.state.attach(label, to: contacts[0], at: .start)
        let customer = try inbox.state.addCustomer()
        _ = try inbox.state.assign(try inbox.account, to: customer, at: .start)
        let account = try inbox.account
        let ids = contacts.map(\.id.description) + ["ctc_none"]
        let attached = inbox.state.label(ids, of: account, with: label, attaching: true, at: .start)
        #expect(attached == BulkLabelResult(applied: 1, skippedAsForeign: 1, skippedForTeam: 2))
        let detached = inbox.state.label(ids, of: account, with: label, attaching: false, at: .start)
        #expect(detached == BulkLabelResult(applied: 1, skippedAsForeign: 1, skippedForTeam: 2))
        #expect(inbox.state.contacts.byAge.allSatisfy { $0.labels.isEmpty })
        #expect(changes(inbox.state) == [[.labels], [.labels]])
    }
}
