import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct SeededMessageTests {
    private func world(_ rows: [SeededMessage], conversations: [SeededConversation] = []) -> WorldState {
        var objects = SeededObjects()
        objects.accounts = [SeededAccount(.sample(Chat.accountID))]
        let draft = ContactDraft(phoneNumber: Chat.partner)
        objects.contacts = [SeededContact(ref: "budi", accountID: Chat.accountID, draft: draft)]
        objects.conversations = conversations
        objects.messages = rows
        var state = WorldState.sample()
        state.seed(objects, ids: BaselineIdentifiers(seed: 42), webhookSecret: "whsec_a", at: .start)
        return state
    }

    private func inbound(at moment: Timestamp? = nil, _ status: MessageStatus = .delivered) throws -> SeededMessage {
        let body: JSONValue = ["from": .string(Chat.partner), "type": "image", "image": [:]]
        var row = SeededMessage(contact: "budi", draft: .inbound(try #require(InboundDraft(body))))
        row.status = status
        row.createdAt = moment
        return row
    }

    private func outbound(_ status: MessageStatus = .delivered, at moment: Timestamp? = nil) throws -> SeededMessage {
        var row = SeededMessage(contact: "budi", draft: .outbound(try .text()))
        row.status = status
        row.createdAt = moment
        return row
    }

    private func ago(_ hours: Int64) -> Timestamp { .start.adding(.hours(-hours)) }

    @Test func `a conversation without a seeded row follows from its seeded messages`() throws {
        let state = world([
            try inbound(at: ago(2)), try outbound(at: ago(1)), try inbound(at: ago(3)), try inbound(at: ago(4), .read),
        ])
        let conversation = try #require(state.conversations.byAge.first)
        #expect(state.conversations.count == 1)
        #expect(conversation.lastMessageAt == ago(1))
        #expect(conversation.lastInboundAt == ago(2))
        #expect(conversation.unreadCount == 2)
        #expect(conversation.isWindowOpen(at: .start))
        #expect(state.messages.byAge.map(\.createdAt) == [ago(4), ago(3), ago(2), ago(1)])
        #expect(state.outbox.total == 0)
        #expect(state.sendCounts == SendCounts())
    }

    @Test func `a seeded conversation keeps its row's values and takes missing times from messages`() throws {
        var told = SeededConversation(contact: "budi")
        told.unreadCount = 7
        let silent = try #require(world([try inbound(at: ago(2))], conversations: [told]).conversations.byAge.first)
        #expect(silent.unreadCount == 7)
        #expect(silent.lastInboundAt == ago(2))
        told.lastInboundAt = ago(30)
        let spoken = try #require(world([try inbound(at: ago(2))], conversations: [told]).conversations.byAge.first)
        #expect(spoken.lastInboundAt == ago(30))
        #expect(spoken.lastMessageAt == ago(30))
    }

    @Test(
        arguments: [
            (MessageStatus.pending, nil, false), (.queued, nil, false), (.sent, nil, true), (.read, nil, true),
            (.failed, MessageFailure.outsideWindow, false), (.failed, .recipientBlocked, true),
        ] as [(MessageStatus, MessageFailure?, Bool)]
    )
    func `a seeded message keeps its status and shows its wamid only if Meta accepted it`(
        _ status: MessageStatus,
        _ failure: MessageFailure?,
        _ isAccepted: Bool
    ) throws {
        var row = try outbound(status)
        row.failure = failure
        var state = world([row])
        state.setClock(.showing(.start.adding(.hours(1)), mode: .frozen, wall: .start), wall: .start)
        let message = try #require(state.messages.byAge.first)
        #expect(message.status == status)
        #expect(message.failure == failure)
        #expect((message.providerID != nil) == isAccepted)
    }

    @Test func `the ids and wamids of seeded messages follow from the seed alone`() throws {
        let rows = [try inbound(), try outbound()]
        let first = world(rows)
        let longer = world(rows + [try outbound()])
        #expect(Array(longer.messages.byAge.prefix(2)) == first.messages.byAge)
        #expect(Set(longer.messages.byAge.map(\.wamid)).count == 3)
        #expect(longer.generator == first.generator)
        #expect(first.messages.byAge.first?.content.media?.mimeType == "image/jpeg")
    }

    @Test func `a seeded message keeps the id, wamid and date of its row`() throws {
        var row = try outbound()
        (row.id, row.wamid, row.updatedAt) = ("msg_335T08RM0EAKN9DTE6RD5RWP7B", "wamid.a", ago(1))
        let message = try #require(world([row]).messages.byAge.first)
        #expect(message.id.description == row.id)
        #expect(message.wamid == "wamid.a")
        #expect(message.createdAt == ago(1))
        #expect(world([row]).messagesByWamid["wamid.a"] == message.id)
    }
}
