import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct SeededInboxTests {
    private static let number = "1111475158712095"

    private func world(_ adjust: (inout SeededObjects) -> Void) -> WorldState {
        var objects = SeededObjects()
        objects.accounts = [SeededAccount(.sample(Self.number))]
        adjust(&objects)
        var state = WorldState.sample(teams: ["Operations", "Sales"])
        state.clock = .showing(.start, mode: .frozen, wall: .start)
        state.seed(objects, ids: BaselineIdentifiers(seed: 42), webhookSecret: "whsec_a", at: .start)
        return state
    }

    private func contact(_ ref: String) -> SeededContact {
        let number = "+62811" + String(ref.unicodeScalars.reduce(100_000) { $0 * 3 + Int($1.value) })
        return SeededContact(ref: ref, accountID: Self.number, draft: ContactDraft(phoneNumber: number))
    }

    private func conversation(_ ref: String, message: TimeSpan? = nil, inbound: TimeSpan? = nil) -> SeededConversation {
        var conversation = SeededConversation(ref: "chat-" + ref, contact: ref)
        let ago = { (span: TimeSpan) in Timestamp.start.adding(milliseconds: -span.milliseconds) }
        conversation.lastMessageAt = message.map(ago)
        conversation.lastInboundAt = inbound.map(ago)
        return conversation
    }

    private func listed(_ state: WorldState) -> [Identifier<Contact>] {
        let filter = ActivityOrder.Filter(accountID: Self.number)
        return state.activity.rows(of: filter, after: nil, limit: 99, in: state.conversations)
            .map(\.conversation.contactID)
    }

    @Test func `seeded conversations are ordered by their last message, those without one by row`() throws {
        let state = world { objects in
            objects.contacts = ["a", "b", "c", "d", "e"].map(contact)
            objects.conversations = [
                conversation("a", message: .hours(1)), conversation("b"), conversation("c", message: .hours(3)),
                conversation("d"), conversation("e", inbound: .hours(2)),
            ]
        }
        let ids = state.contacts.byAge.map(\.id)
        #expect(listed(state) == [0, 4, 2, 3, 1].map { ids[$0] })
        #expect(state.conversations.byAge.map(\.contactID) == ids)
    }

    @Test func `seeded conversations of the same time are listed with the last row first`() throws {
        let state = world { objects in
            objects.contacts = ["a", "b", "c"].map(contact)
            objects.conversations = ["a", "b", "c"].map { conversation($0, message: .hours(1)) }
        }
        #expect(listed(state) == state.contacts.byAge.map(\.id).reversed())
    }

    @Test func `the window of a seeded conversation is open for 24 hours after the inbound message`() throws {
        var state = world { objects in
            objects.contacts = ["a", "b", "c"].map(contact)
            objects.conversations = [
                conversation("a", inbound: .hours(23)), conversation("b", inbound: .hours(24)), conversation("c"),
            ]
        }
        #expect(state.conversations.byAge.map { $0.isWindowOpen(at: .start) } == [true, false, false])
        #expect(state.timers.waiting.map(\.due) == [.start.adding(.hours(1))])
        let first = try #require(state.conversations.byAge.first)
        guard case .fired(let fired) = state.queueAndStep(from: .start, towards: .start.adding(.hours(9)), wall: .start)
        else {
            Issue.record("nothing has fired")
            return
        }
        #expect(fired.map(\.kind) == [.windowClosed])
        #expect(fired.map(\.ref) == [first.id.description])
    }

    @Test func `the missing dates of a seeded conversation follow from its message times`() throws {
        let state = world { objects in
            objects.contacts = ["a", "b"].map(contact)
            objects.conversations = [conversation("a", message: .hours(1), inbound: .hours(2)), conversation("b")]
        }
        let rows = state.conversations.byAge
        #expect(rows.map(\.createdAt) == [Timestamp.start.adding(milliseconds: -7_200_000), .start])
        #expect(rows.map(\.updatedAt) == [Timestamp.start.adding(milliseconds: -3_600_000), .start])
        #expect(state.contacts.byAge.map(\.createdAt) == [.start, .start])
    }

    @Test func `seeded contacts, conversations and labels behave like created ones`() throws {
        var state = world { objects in
            objects.labels = [SeededLabel(ref: "vip", draft: LabelDraft(name: "VIP"))]
            objects.contacts = [contact("a")]
            objects.contacts[0].labels = ["vip"]
            objects.conversations = [conversation("a")]
            objects.conversations[0].labels = ["vip"]
        }
        let account = try state.account(phoneNumberID: Self.number)
        let seeded = try #require(state.contacts.byAge.first)
        #expect(state.contact(phoneNumber: try #require(seeded.phoneNumber), on: account) == seeded)
        #expect(state.knownConversation(with: seeded, at: .start) == state.conversations.byAge.first)
        let label = try #require(state.labels.byAge.first)
        #expect(throws: DomainError.self) { try state.checkLabelName("vip", in: label.teamID) }
        state.deleteLabel(label)
        #expect(state.contacts.byAge.flatMap(\.labels) == [])
        #expect(state.conversations.byAge.flatMap(\.labels) == [])
        #expect(state.outbox.total == 0)
    }

    @Test func `a seeded conversation keeps the id of an assignee whom the settings do not have`() throws {
        let ids = BaselineIdentifiers(seed: 42)
        let state = world { objects in
            objects.contacts = [contact("a")]
            objects.conversations = [conversation("a")]
            objects.conversations[0].assignee = OrganizationPatch.UserDraft(name: "Ada")
        }
        let seeded = try #require(state.conversations.byAge.first)
        #expect(seeded.assignee == ids.object(named: "Ada/"))
        #expect(state.assignee(of: seeded) == nil)
    }
}
