import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct MessageReceivingTests {
    @Test func `an inbound message is delivered, counts as unread and makes an event`() throws {
        var chat = Chat()
        let message = try chat.hear(adding: ["name": "Ada"])
        #expect(message.direction == .inbound)
        #expect(message.status == .delivered)
        #expect(message.source == nil)
        #expect(message.providerID == message.wamid)
        let conversation = try #require(chat.state.conversations[message.conversationID])
        #expect(conversation.unreadCount == 1)
        #expect(conversation.lastInboundAt == .start)
        #expect(chat.state.outbox.events.map(\.type) == ["contact.created", "message.received"])
        guard case .contactCreated(let new)? = chat.state.outbox.events.first?.kind else {
            Issue.record("there is no event contact.created")
            return
        }
        #expect(new.source == .inboundMessage)
        #expect(new.contact.name == "Ada")
    }

    @Test func `a sender's name is taken only if the contact has none`() throws {
        var chat = Chat()
        try chat.hear()
        try chat.hear(adding: ["name": "Ada"])
        try chat.hear(adding: ["name": "Grace"])
        #expect(chat.state.contact(phoneNumber: Chat.partner, on: try chat.account)?.name == "Ada")
        #expect(chat.state.outbox.events.map(\.type).count { $0 == "contact.updated" } == 1)
    }

    @Test func `an inbound message may give its wamid, and a repeated wamid is refused`() throws {
        var chat = Chat()
        #expect(try chat.hear(adding: ["id": "wamid.one"]).wamid == "wamid.one")
        #expect(throws: DomainError.conflict(what: "The wamid wamid.one", state: "taken")) {
            try chat.hear(adding: ["id": "wamid.one"])
        }
        #expect(chat.state.messages.count == 1)
    }

    @Test(arguments: MessageMediaKind.allCases)
    func `a received file has its sample's values unless the message gives others`(_ kind: MessageMediaKind) throws {
        var chat = Chat()
        let sample = MediaSample(kind: kind)
        let plain = try #require(try chat.hear(kind.rawValue, [:]).content.media)
        #expect(plain.mimeType == sample.mimeType)
        #expect(plain.sha256 == sample.sha256)
        #expect(plain.filename == (kind == .document ? sample.fileName : nil))
        #expect(plain.id?.count == 16)
        let told: JSONValue = [
            "id": "1", "mime_type": "a/b", "sha256": "x", "filename": "f", "caption": "c", "link": "https://a.example/",
        ]
        let message = try chat.hear(kind.rawValue, told)
        var expected = MessageMedia(link: "https://a.example/", id: "1")
        (expected.mimeType, expected.sha256, expected.filename) = ("a/b", "x", "f")
        #expect(message.content.media == expected)
        #expect(message.content.text == "c")
        #expect(message.content.mediaURL(origin: "http://mock.test") == "https://a.example/")
    }

    @Test(
        arguments: [
            ["type": "button_reply", "button_reply": ["id": "yes", "title": "Yes"]],
            ["type": "button_reply", "id": "yes", "title": "Yes"],
        ] as [JSONValue]
    )
    func `a button reply is read the same in Meta's form and in the message's own`(_ content: JSONValue) throws {
        var chat = Chat()
        let message = try chat.hear("interactive", content)
        #expect(message.content.text == "Yes")
        #expect(message.content.detail == ["type": "button_reply", "id": "yes", "title": "Yes"])
    }

    // MARK: Receipts

    @Test func `a read receipt marks a message as read once`() throws {
        var chat = Chat()
        let message = try chat.hear()
        try chat.hear()
        let told = chat.state.outbox.total
        let later = Timestamp.start.adding(.minutes(1))
        let read = try chat.state.markRead(message, showingTyping: false, at: later)
        #expect(read.status == .read)
        #expect(read.updatedAt == later)
        #expect(chat.state.conversations[message.conversationID]?.unreadCount == 1)
        let again = try chat.state.markRead(read, showingTyping: false, at: later.adding(.minutes(1)))
        #expect(again == read)
        #expect(chat.state.conversations[message.conversationID]?.unreadCount == 1)
        #expect(chat.state.outbox.total == told)
    }

    @Test func `a typing indicator is allowed once in three seconds in each conversation`() throws {
        var chat = Chat()
        let message = try chat.hear()
        let other = try chat.hear(adding: ["from": "+628111111112"])
        _ = try chat.state.markRead(message, showingTyping: true, at: .start)
        _ = try chat.state.markRead(other, showingTyping: true, at: .start)
        _ = try chat.state.markRead(message, showingTyping: false, at: .start)
        for (moment, wait) in [(0, 3), (1, 3), (1000, 2), (2999, 1)] as [(Int64, Int)] {
            #expect(throws: DomainError.tooOften(retryAfter: wait)) {
                try chat.state.markRead(message, showingTyping: true, at: .start.adding(milliseconds: moment))
            }
        }
        _ = try chat.state.markRead(message, showingTyping: true, at: .start.adding(.seconds(3)))
        _ = try chat.state.markRead(message, showingTyping: true, at: .start)
    }

    @Test func `a read receipt whose typing indicator comes too soon marks nothing as read`() throws {
        var chat = Chat()
        let first = try chat.hear()
        let second = try chat.hear()
        _ = try chat.state.markRead(first, showingTyping: true, at: .start)
        #expect(throws: DomainError.tooOften(retryAfter: 3)) {
            try chat.state.markRead(second, showingTyping: true, at: .start)
        }
        #expect(try chat.current(second).status == .delivered)
    }

    // MARK: Finding

    @Test func `a message is found by its id or wamid, and only on its own account`() throws {
        var chat = Chat()
        chat.state.seed(.sample("222222"))
        let other = try chat.state.account(phoneNumberID: "222222")
        let message = try chat.hear()
        #expect(try chat.state.message(message.id.description, of: try chat.account) == message)
        #expect(try chat.state.message(wamid: message.wamid, of: try chat.account) == message)
        #expect(try chat.state.message(named: message.wamid) == message)
        #expect(try chat.state.message(named: message.id.description) == message)
        #expect(throws: DomainError.self) { try chat.state.message(message.id.description, of: other) }
        #expect(throws: DomainError.self) { try chat.state.message(wamid: message.wamid, of: other) }
        #expect(throws: DomainError.self) { try chat.state.message(message.wamid, of: try chat.account) }
        #expect(throws: DomainError.self) { try chat.state.message(named: "msg_none") }
    }
}
