import Testing

@testable import Domain

@Suite struct LabelTests {
    @Test(arguments: ["Urgent", "urgent", "URGENT"])
    func `a label name that the team already has is refused in any case`(_ name: String) throws {
        var inbox = Inbox()
        _ = try inbox.label("Urgent")
        let before = inbox.state.labels.count
        #expect(throws: DomainError.invalidField("name", detail: "the team has a label of that name")) {
            try inbox.label(name)
        }
        #expect(inbox.state.labels.count == before)
    }

    @Test func `another team may have a label of the same name`() throws {
        var inbox = Inbox(teams: ["A", "B"])
        let labels = [try inbox.label("Urgent", team: 0), try inbox.label("Urgent", team: 1)]
        #expect(Set(labels.map(\.teamID)).count == 2)
    }

    @Test func `a label may change the case of its name, and its former name becomes free`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        var patch = LabelPatch()
        patch.name = .set("URGENT")
        let louder = try inbox.state.updateLabel(label, with: patch, at: .start.adding(.seconds(1)))
        #expect(louder.name == "URGENT")
        #expect(louder.updatedAt == .start.adding(.seconds(1)))
        patch.name = .set("Other")
        _ = try inbox.state.updateLabel(louder, with: patch, at: .start)
        _ = try inbox.label("urgent")
        #expect(throws: DomainError.self) { try inbox.label("other") }
    }

    @Test func `a patch with equal values does not change a label`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        var patch = LabelPatch()
        patch.name = .set("Urgent")
        patch.color = .set(.gray)
        #expect(try inbox.state.updateLabel(label, with: patch, at: .start.adding(.hours(1))) == label)
    }

    @Test func `a refused patch does not change the label`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        _ = try inbox.label("Other")
        var patch = LabelPatch()
        patch.name = .set("OTHER")
        patch.color = .set(.pink)
        #expect(throws: DomainError.self) { try inbox.state.updateLabel(label, with: patch, at: .start) }
        #expect(inbox.state.labels[label.id] == label)
    }

    @Test func `a deleted label is removed from contacts and conversations, and its name is free`() throws {
        var inbox = Inbox()
        let label = try inbox.label("Urgent")
        let kept = try inbox.label("Kept")
        for number in 0..<3 {
            let contact = try inbox.contact(number)
            try inbox.state.attach(kept, to: contact, at: .start)
            let carrier = try #require(inbox.state.contacts[contact.id])
            try inbox.state.attach(label, to: carrier, at: .start)
            let id = try inbox.conversation(number)
            try inbox.state.attach(label, to: try #require(inbox.state.conversations[id]), at: .start)
        }
        let events = inbox.state.outbox.total
        inbox.state.deleteLabel(label)
        #expect(inbox.state.labels[label.id] == nil)
        #expect(inbox.state.contacts.byAge.map(\.labels) == Array(repeating: [kept.id], count: 3))
        #expect(inbox.state.conversations.byAge.allSatisfy { $0.labels.isEmpty })
        #expect(inbox.state.contacts.count(in: .carrying(label.id)) == 0)
        #expect(inbox.state.outbox.total == events)
        _ = try inbox.label("urgent")
    }
}
