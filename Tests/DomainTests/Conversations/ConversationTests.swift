import Documents
import Testing

@testable import Domain

@Suite struct ConversationTests {
    private func inbox(teams: [String] = ["Operations"]) -> Inbox {
        var inbox = Inbox(teams: teams)
        var patch = OrganizationPatch()
        patch.users = [.init(name: "Ada"), .init(name: "Grace", email: "g@example.com")]
        inbox.state.organization.apply(patch, ids: BaselineIdentifiers(seed: 1))
        return inbox
    }

    private func update(
        _ inbox: inout Inbox,
        _ id: Identifier<Conversation>,
        status: Conversation.Status? = nil,
        assignee: Identifier<User>?? = nil,
        at now: Timestamp = .start
    ) throws -> Conversation {
        var patch = ConversationPatch()
        if let status { patch.status = .set(status) }
        if let assignee { patch.assignee = .set(assignee) }
        return inbox.state.updateConversation(try #require(inbox.state.conversations[id]), with: patch, at: now)
    }

    private func told(_ inbox: Inbox) -> [String] {
        inbox.state.outbox.events.map(\.type).filter { $0.hasPrefix("conversation.") }
    }

    @Test(arguments: [
        (Conversation.Status.open, Conversation.Status.resolved, ["conversation.closed"]),
        (.pending, .resolved, ["conversation.closed"]), (.resolved, .resolved, []), (.resolved, .open, []),
        (.open, .pending, []), (.open, .open, []),
    ])
    func `only a change of status to resolved makes an event`(
        from old: Conversation.Status,
        to new: Conversation.Status,
        events: [String]
    ) throws {
        var inbox = inbox()
        let id = try inbox.conversation(1)
        _ = try update(&inbox, id, status: old)
        let before = told(inbox).count
        let changed = try update(&inbox, id, status: new, at: .start.adding(.hours(1)))
        #expect(changed.status == new)
        #expect(changed.updatedAt == (old == new ? .start : .start.adding(.hours(1))))
        #expect(Array(told(inbox).dropFirst(before)) == events)
    }

    @Test func `the event of an assignment names the new and the previous assignee`() throws {
        var inbox = inbox()
        let users = inbox.state.organization.users.map(\.id)
        let id = try inbox.conversation(1)
        _ = try update(&inbox, id, assignee: .some(users[0]))
        _ = try update(&inbox, id, assignee: .some(users[0]), at: .start.adding(.hours(1)))
        _ = try update(&inbox, id, assignee: .some(users[1]))
        let last = try update(&inbox, id, assignee: .some(nil))
        #expect(last.assignee == nil)
        let assignments = inbox.state.outbox.events.compactMap { event in
            if case .conversationAssigned(let assignment) = event.kind { assignment } else { nil }
        }
        #expect(assignments.map(\.user) == [users[0], users[1], nil])
        #expect(assignments.map(\.previousUser) == [nil, users[0], users[1]])
        #expect(Set(assignments.map(\.team)) == [inbox.state.organization.teams[0].id])
    }

    @Test func `the event of an assignment names the team of the number's owner`() throws {
        var inbox = inbox(teams: ["A", "B"])
        let team = inbox.state.organization.teams[1]
        let customer = inbox.state.createCustomer(CustomerDraft(name: "Acme"), in: team, at: .start)
        _ = try inbox.state.assign(try inbox.account, to: customer, at: .start)
        let id = try inbox.conversation(1)
        let user = inbox.state.organization.users[0].id
        _ = try update(&inbox, id, status: .resolved, assignee: .some(user))
        #expect(told(inbox) == ["conversation.assigned", "conversation.closed"])
        guard case .conversationAssigned(let assignment)? = inbox.state.outbox.events.dropLast().last?.kind else {
            Issue.record("no assignment")
            return
        }
        #expect(assignment.team == team.id)
        #expect(assignment.status == .resolved)
    }

    @Test func `a user who is removed from the settings is no longer an assignee`() throws {
        var inbox = inbox()
        let user = inbox.state.organization.users[0].id
        let id = try inbox.conversation(1)
        _ = try update(&inbox, id, assignee: .some(user))
        inbox.state.organization.users.removeFirst()
        let conversation = try #require(inbox.state.conversations[id])
        #expect(inbox.state.assignee(of: conversation) == nil)
        let events = told(inbox)
        _ = try update(&inbox, id, assignee: .some(nil), at: .start.adding(.hours(1)))
        #expect(told(inbox) == events)
        #expect(throws: DomainError.invalidField("assigned_to", detail: "the organization has no such user")) {
            try inbox.state.assignee(requested: user.description)
        }
    }

    // MARK: Messages

    @Test func `an inbound message is counted as unread, opens the window and reopens the conversation`() throws {
        var inbox = inbox()
        let id = try inbox.conversation(1)
        _ = try update(&inbox, id, status: .resolved)
        inbox.state.noteInbound(in: id, at: .start.adding(.minutes(1)))
        let conversation = try #require(inbox.state.conversations[id])
        #expect(conversation.status == .open)
        #expect(conversation.unreadCount == 1)
        #expect(conversation.lastInboundAt == .start.adding(.minutes(1)))
        #expect(conversation.lastMessageAt == .start.adding(.minutes(1)))
        #expect(conversation.isWindowOpen(at: .start.adding(.hours(24))))
        #expect(!conversation.isWindowOpen(at: .start.adding(.minutes(24 * 60 + 1))))
    }

    @Test func `an outbound message changes neither the status nor the window`() throws {
        var inbox = inbox()
        let id = try inbox.conversation(1)
        _ = try update(&inbox, id, status: .resolved)
        inbox.state.noteOutbound(in: id, at: .start)
        let conversation = try #require(inbox.state.conversations[id])
        #expect(conversation.status == .resolved)
        #expect(conversation.lastMessageAt == .start)
        #expect(conversation.lastInboundAt == nil)
        #expect(!conversation.isWindowOpen(at: .start))
        #expect(inbox.state.timers.waiting.isEmpty)
    }

    @Test func `a read message lowers the unread count by one, never below zero`() throws {
        var inbox = inbox()
        let id = try inbox.hear(from: 1)
        inbox.state.noteRead(in: id, at: .start)
        inbox.state.noteRead(in: id, at: .start)
        #expect(inbox.state.conversations[id]?.unreadCount == 0)
    }

    // MARK: The end of the window

    private func fired(_ inbox: inout Inbox, _ span: TimeSpan) -> [FiredTimer] {
        let start = inbox.state.now(wall: .start)
        var all: [FiredTimer] = []
        while case .fired(let timers) = inbox.state.step(
            from: start,
            towards: start.adding(span),
            wall: .start
        ) {
            all += timers
        }
        return all
    }

    @Test func `the timer for the end of a window fires once, at its due time`() throws {
        var inbox = inbox()
        inbox.state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        let id = try inbox.hear(from: 1)
        #expect(fired(&inbox, TimeSpan(milliseconds: 86_399_999)).isEmpty)
        let timers = fired(&inbox, .hours(1))
        #expect(timers.map(\.at) == [.start.adding(.hours(24))])
        #expect(timers.map(\.kind) == [.windowClosed])
        #expect(timers.map(\.ref) == [id.description])
        #expect(timers.map(\.result) == ["closed"])
        #expect(fired(&inbox, .hours(100)).isEmpty)
    }

    @Test func `a window that is extended has one timer and closes later`() throws {
        var inbox = inbox()
        inbox.state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        try inbox.hear(from: 1)
        for hour in 1...5 { try inbox.hear(from: 1, at: .start.adding(.hours(Int64(hour)))) }
        #expect(inbox.state.timers.waiting.count == 1)
        #expect(fired(&inbox, .hours(28)).isEmpty)
        #expect(fired(&inbox, .hours(1)).map(\.at) == [.start.adding(.hours(29))])
    }

    @Test func `a window that opens again closes again`() throws {
        var inbox = inbox()
        inbox.state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        try inbox.hear(from: 1)
        #expect(fired(&inbox, .hours(30)).count == 1)
        try inbox.hear(from: 1, at: .start.adding(.hours(30)))
        #expect(fired(&inbox, .hours(30)).map(\.at) == [.start.adding(.hours(54))])
    }

    @Test func `after the clock goes back, the next inbound message sets the end of the window`() throws {
        var inbox = inbox()
        inbox.state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        try inbox.hear(from: 1, at: .start.adding(.hours(50)))
        try inbox.hear(from: 1, at: .start)
        #expect(fired(&inbox, .hours(200)).map(\.at) == [.start.adding(.hours(24))])
    }

    // MARK: JSON

    @Test func `the JSON of a conversation shows its present contact, account and assignee`() throws {
        var inbox = inbox()
        let id = try inbox.hear(from: 1)
        let contact = try inbox.contact(1)
        var patch = ContactPatch()
        patch.name = .set("Sam")
        _ = inbox.state.updateContact(contact, with: patch, at: .start)
        let customer = try inbox.state.addCustomer()
        _ = try inbox.state.assign(try inbox.account, to: customer, at: .start)
        _ = try update(&inbox, id, assignee: .some(inbox.state.organization.users[1].id))
        let shown = try json(of: id, in: inbox)
        #expect(shown["contact"]?["name"] == "Sam")
        #expect(shown["whatsapp_account"]?["customer"]?["name"] == "Acme Logistics")
        #expect(shown["assignee"]?["email"] == "g@example.com")
        #expect(shown["unread_count"] == 1)

        inbox.state.deleteContact(try inbox.contact(1))
        _ = try inbox.state.unassign(try inbox.account, at: .start)
        inbox.state.organization.users.removeAll()
        let later = try json(of: id, in: inbox)
        #expect(later["contact"]?["id"] == .string(contact.id.description))
        #expect(later["contact"]?["phone_number"] == contact.phoneNumber.map(JSONValue.string))
        #expect(later["contact"]?["name"] == .null)
        #expect(later["whatsapp_account"]?["customer"] == .null)
        #expect(later["assignee"] == .null)
    }

    private func json(of id: Identifier<Conversation>, in inbox: Inbox) throws -> JSONValue {
        let conversation = try #require(inbox.state.conversations[id])
        let account = inbox.state.embeddedAccount(phoneNumberID: Inbox.accountID)
        return try JSONValue(
            parsing: JSONWriter.bytes { inbox.state.write(conversation, on: account, to: &$0) }
        )
    }
}
