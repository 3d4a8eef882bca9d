import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct MessageSendingTests {
    @Test func `the first message to a number creates the contact and the conversation`() throws {
        var chat = Chat()
        let message = try chat.send(.text("Hello", to: "628111111111"))
        #expect(message.phoneNumber == "+628111111111")
        #expect(message.source == .api)
        #expect(message.content.text == "Hello")
        let contact = try #require(chat.state.contact(phoneNumber: "+628111111111", on: try chat.account))
        let conversation = try #require(chat.state.conversations[message.conversationID])
        #expect(conversation.contactID == contact.id)
        #expect(conversation.lastMessageAt == .start)
        #expect(conversation.lastInboundAt == nil)
        guard case .contactCreated(let new)? = chat.state.outbox.events.first?.kind else {
            Issue.record("there is no event contact.created")
            return
        }
        #expect(new.source == .api)
        #expect(chat.state.outbox.total == 1)
        let second = try chat.send(.text())
        #expect(second.conversationID == message.conversationID)
        #expect(chat.state.outbox.total == 1)
    }

    @Test(arguments: WhatsAppAccount.Status.allCases)
    func `only a connected account can send`(_ status: WhatsAppAccount.Status) throws {
        var chat = Chat()
        _ = chat.state.setStatus(status, of: try chat.account)
        let draft = try MessageDraft.text()
        if status == .connected {
            #expect(try chat.send(draft).status == .pending)
        } else {
            #expect(throws: DomainError.accountNotConnected) { try chat.send(draft) }
            #expect(chat.state.messages.count == 0)
        }
    }

    // MARK: The window

    @Test func `the window is open for 24 hours after the partner has written`() throws {
        var chat = Chat(mode: .immediate)
        try chat.hear()
        let end = Timestamp.start.adding(.hours(24))
        let inside = try chat.send(.text(), at: end.adding(milliseconds: -1))
        let outside = try chat.send(.text(), at: end)
        chat.wait(until: 24 * 3_600_000)
        #expect(try chat.current(inside).status == .delivered)
        #expect(try chat.current(outside).failure == .outsideWindow)
        #expect(try chat.current(outside).providerID == nil)
    }

    @Test func `a template message is delivered without an open window`() throws {
        var chat = Chat(mode: .immediate)
        try chat.addTemplate("Parcel {{1}} of {{2}} is here.")
        let message = try chat.send(.template("parcel_update", ["A", "B"]))
        chat.wait(until: 0)
        let sent = try chat.current(message)
        #expect(sent.status == .delivered)
        #expect(sent.content.text == "Parcel A of B is here.")
        #expect(sent.content.detail == ["name": "parcel_update", "language": "id"])
        #expect(sent.category == .marketing)
    }

    @Test func `with window_violation sync, a message outside the window is refused at once`() throws {
        var chat = Chat()
        chat.state.organization.switches[.windowViolation] = "sync"
        let before = chat.state.exportedText
        let draft = try MessageDraft.text()
        #expect(throws: DomainError.outsideWindow) { try chat.send(draft) }
        #expect(chat.state.exportedText == before)
        try chat.hear()
        #expect(try chat.send(draft).status == .pending)
        #expect(try chat.send(.text(to: MagicRecipient.reads.phoneNumber)).status == .pending)
    }

    // MARK: Templates

    @Test(
        arguments: [
            ("other", ["A"], true, MessageFailure.templateNotFound), ("parcel_update", ["A"], false, .templateNotFound),
            ("parcel_update", [], true, .templateParameterCount),
            ("parcel_update", ["A", "B"], true, .templateParameterCount), ("parcel_update", ["A"], true, nil),
        ] as [(String, [String], Bool, MessageFailure?)]
    )
    func `a template message needs an approved template and exactly its values`(
        _ name: String,
        _ values: [String],
        _ isApproved: Bool,
        _ failure: MessageFailure?
    ) throws {
        var chat = Chat(mode: .immediate)
        try chat.addTemplate("Parcel {{1}} is here.", approved: isApproved)
        let plain = try chat.send(.template(name, values))
        let magic = try chat.send(.template(name, values, to: MagicRecipient.reads.phoneNumber))
        chat.wait(until: 0)
        #expect(try chat.current(plain).failure == failure)
        #expect(try chat.current(magic).failure == failure)
        #expect(try chat.current(magic).status == (failure == nil ? .read : .failed))
        #expect(try chat.current(plain).isAccepted == (failure == nil))
    }

    // MARK: Quota

    @Test func `the quota counts accepted sends of a calendar month`() throws {
        var chat = Chat()
        chat.state.organization.limits.messagesPerMonth = 2
        let draft = try MessageDraft.text()
        _ = try chat.send(draft)
        try chat.hear()
        _ = try chat.send(draft)
        let error = DomainError.quotaExceeded(quota: "messages", plan: .business)
        #expect(throws: error) { try chat.send(draft) }
        let july = try #require(Timestamp(iso8601: "2026-07-01T00:00:00Z"))
        #expect(throws: error) { try chat.send(draft, at: july.adding(milliseconds: -1)) }
        _ = try chat.send(draft, at: july)
        #expect(throws: error) { try chat.send(draft) }
        chat.state.organization.limits.messagesPerMonth = nil
        _ = try chat.send(draft)
    }

    @Test(arguments: [(Plan.starter, nil), (.pro, nil), (.business, 1_000_000), (.enterprise, nil)] as [(Plan, Int?)])
    func `only the business plan has a monthly message quota`(_ plan: Plan, _ quota: Int?) {
        #expect(plan.messagesPerMonth == quota)
    }

    // MARK: Ids

    @Test func `a wamid contains the partner's number and does not shift other ids`() throws {
        var chat = Chat()
        var silent = chat.state
        let message = try chat.send(.text())
        #expect(message.wamid.hasPrefix("wamid.HRgMNjI4MTExMTExMTExFQIAEhgU"))
        #expect(try chat.hear().wamid.hasPrefix("wamid.HRgMNjI4MTExMTExMTExFQIAERgU"))
        _ = silent.generator.wamids.wamid(.outbound, "+628111111111")
        var fresh = Chat().state
        #expect(silent.generator.object(Message.self) == fresh.generator.object(Message.self))
    }

    // MARK: Field rules

    private func check(_ interactive: JSONValue) -> DomainError? {
        do throws(DomainError) {
            try MessageDraft.check(["type": "interactive", "interactive": interactive])
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ([0], false), ([1], true), ([10], true), ([5, 5], true), ([11], false), ([5, 6], false), ([0, 0], false),
            ([0, 1], true), ([], false),
        ] as [([Int], Bool)]
    )
    func `a list has 1 to 10 rows in total`(_ counts: [Int], _ isFine: Bool) {
        let sections = counts.map { JSONValue.object(["rows": .array(Array(repeating: [:], count: $0))]) }
        let error = check(["type": "list", "action": ["sections": .array(sections)]])
        let detail = "must have 1 to 10 rows in total"
        #expect(error == (isFine ? nil : .invalidField("interactive.action.sections", detail: detail)))
    }

    @Test(arguments: ["reply_buttons", "button"])
    func `reply buttons must have different ids and titles`(_ type: JSONValue) {
        func buttons(_ replies: (String, String)...) -> JSONValue {
            let buttons = replies.map { JSONValue.object(["reply": ["id": .string($0.0), "title": .string($0.1)]]) }
            return ["type": type, "action": ["buttons": .array(buttons)]]
        }
        #expect(check(buttons(("a", "A"), ("b", "B"), ("c", "C"))) == nil)
        #expect(check(buttons(("a", "b"), ("b", "a"))) == nil)
        let sameID = DomainError.invalidField(
            "interactive.action.buttons.2.reply.id",
            detail: "must be another id than that of the buttons before"
        )
        #expect(check(buttons(("a", "A"), ("b", "B"), ("a", "C"))) == sameID)
        let sameTitle = DomainError.invalidField(
            "interactive.action.buttons.1.reply.title",
            detail: "must be another title than that of the buttons before"
        )
        #expect(check(buttons(("a", "A"), ("b", "A"))) == sameTitle)
    }

    @Test(
        arguments: ["list", "reply_buttons", "button", "cta_url"],
        [[:], ["action": 1], ["action": [:]]] as [JSONObject]
    )
    func `the check of interactive messages ignores what the schema refuses`(_ type: JSONValue, _ rest: JSONObject) {
        var interactive = rest
        interactive["type"] = type
        #expect(check(.object(interactive)) == nil)
    }
}
