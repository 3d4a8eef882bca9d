import Documents
import Domain
import OrderedCollections
import Testing

@testable import Scenarios

/// The labels, contacts and conversations of a scenario in its world.
@Suite struct InboxRowsTests {
    private static let text = """
        organization:
          teams: [{ name: Operations }, { ref: s, name: Sales }]
          users: [{ ref: ops, name: Operator }]
        customers: [{ ref: acme, name: Acme, team: Sales }]
        accounts:
          - { ref: shop, phone_number_id: "123456", phone_number: "+62 1", customer: acme }
          - { ref: desk, phone_number_id: "654321" }
        labels:
          - { ref: vip, name: VIP, team: s, color: amber }
          - { id: lbl_335T08RM0EAKN9DTE6RD5RWP7B, name: VIP }
        contacts:
          - { ref: budi, account: shop, phone_number: "+628111111111", name: Budi, metadata: { a: 1 }, labels: [vip] }
          - { ref: citra, account: "654321", phone_number: "+628111111111" }
          - { account: desk, phone_number: "+628111111112", email: d@example.com }
        conversations:
          - account: shop
            contact: budi
            status: pending
            assignee: ops
            unread_count: 2
            last_message_at: 2026-06-04T09:00:00Z
            last_inbound_at: 2026-06-04T08:00:00Z
            labels: [vip]
          - { account: desk, contact: citra, last_inbound_at: 2026-06-01T08:00:00Z }
        """

    private func state() throws -> WorldState { world(try baseline(Self.text)) }

    @Test func `a label belongs to the team that it names, or to the first team`() throws {
        let state = try state()
        let labels = Array(state.labels.newestFirst(in: .all).reversed())
        #expect(labels.map(\.color) == [.amber, .gray])
        #expect(labels.map(\.teamID) == state.organization.teams.reversed().map(\.id))
        #expect(labels.last?.id.description == "lbl_335T08RM0EAKN9DTE6RD5RWP7B")
    }

    @Test func `a contact belongs to the account that it names by ref or phone_number_id`() throws {
        let state = try state()
        let ofShop = Array(state.contacts.newestFirst(in: .account("123456")))
        #expect(ofShop.map(\.name) == ["Budi"])
        #expect(ofShop.map(\.metadata) == [["a": 1]])
        #expect(ofShop.map(\.labels) == [[try #require(state.labels.newestFirst(in: .all).reversed().first).id]])
        let ofDesk = Array(state.contacts.newestFirst(in: .account("654321")))
        #expect(ofDesk.map(\.phoneNumber) == ["+628111111112", "+628111111111"])
    }

    @Test func `a conversation has its contact, assignee and 24-hour window`() throws {
        let state = try state()
        let budi = try #require(Array(state.contacts.newestFirst(in: .account("123456"))).first)
        let label = try #require(budi.labels.first)
        let conversation = try #require(Array(state.conversations.newestFirst(in: .carrying(label))).first)
        #expect(conversation.contactID == budi.id)
        #expect(conversation.status == .pending)
        #expect(state.assignee(of: conversation)?.name == "Operator")
        #expect(conversation.unreadCount == 2)
        #expect(conversation.lastMessageAt == Timestamp(iso8601: "2026-06-04T09:00:00Z"))
        #expect(conversation.isWindowOpen(at: .start))
        #expect(state.conversations.count == 2)
        #expect(state.outbox.total == 0)
    }

    @Test func `the ids of inbox rows depend on their refs and not on the API key`() throws {
        let first = world(try baseline("seed: 42\n" + Self.text), key: "kdv_test_a")
        let second = world(try baseline("seed: 42\n" + Self.text), key: "kdv_test_b")
        func ids(_ state: WorldState) -> [String] {
            state.contacts.newestFirst(in: .account("654321")).map(\.id.description)
                + state.labels.newestFirst(in: .all).map(\.id.description)
        }
        #expect(ids(first) == ids(second))
        #expect(Set(ids(first)).count == 4)
    }

    @Test func `a person has one user id on all accounts, also without a phone number`() throws {
        let rows = """
            accounts: [{ ref: shop, phone_number_id: "123456" }, { ref: desk, phone_number_id: "654321" }]
            contacts:
              - { ref: sari, account: shop, user_id: ID.42, username: sari.w }
              - { ref: budi, account: shop, phone_number: "+628111111111", phone: hidden }
              - { account: desk, phone_number: "+628111111111", username: budi_s }
            messages:
              - { account: shop, contact: sari, direction: inbound, type: text, text: { body: A } }
              - { account: shop, contact: budi, direction: outbound, type: text, text: { body: A } }
              - { account: shop, contact: budi, direction: inbound, type: unsupported, unsupported: { type: pin } }
            """
        let state = world(try baseline(rows))
        let (shop, desk) = (
            Array(state.contacts.newestFirst(in: .account("123456"))),
            Array(state.contacts.newestFirst(in: .account("654321")))
        )
        #expect(shop.map(\.phoneNumber) == [nil, nil])
        #expect(shop.map(\.username) == ["budi_s", "sari.w"])
        #expect(desk.map(\.phoneNumber) == ["+628111111111"])
        #expect(desk.map(\.userID) == [shop[0].userID])
        #expect(shop[1].userID == "ID.42")
        let messages = Array(state.messages.newestFirst(in: .init(accountID: "123456")).reversed())
        #expect(messages.map(\.phoneNumber) == [nil, "+628111111111", nil])
        #expect(messages.last?.content.kind == .unsupported)
    }
}
