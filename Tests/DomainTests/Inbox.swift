import Testing

@testable import Domain

/// A world with one account, and the operations that inbox tests need.
struct Inbox {
    static let accountID = "1111475158712095"

    var state: WorldState

    init(teams: [String] = ["Operations"]) {
        state = WorldState.sample(teams: teams)
        state.seed(.sample(Self.accountID))
    }

    var account: WhatsAppAccount {
        get throws { try state.account(phoneNumberID: Self.accountID) }
    }

    /// The contact of a number, created if it is new.
    mutating func contact(_ number: Int, at now: Timestamp = .start) throws -> Contact {
        let account = try account
        let phoneNumber = "+62811100\(1000 + number)"
        return state.knownContact(phoneNumber: phoneNumber, name: nil, on: account, source: .api, at: now)
    }

    /// The conversation with the contact of a number, created if it is new.
    @discardableResult
    mutating func conversation(_ number: Int, at now: Timestamp = .start) throws -> Identifier<Conversation> {
        state.knownConversation(with: try contact(number, at: now), at: now).id
    }

    /// Receives a message from the contact of a number.
    @discardableResult
    mutating func hear(from number: Int, at now: Timestamp = .start) throws -> Identifier<Conversation> {
        let id = try conversation(number, at: now)
        state.noteInbound(in: id, at: now)
        return id
    }

    mutating func label(_ name: String, team: Int = 0) throws -> Label {
        let team = state.organization.teams[team]
        return try state.createLabel(LabelDraft(name: name), in: team, at: .start)
    }

    /// One page of the conversations, by id, and where the next one starts.
    func page(
        status: Conversation.Status? = nil,
        contact: Identifier<Contact>? = nil,
        after position: Int? = nil,
        limit: Int
    ) throws -> (ids: [Identifier<Conversation>], next: Int?) {
        if let position { try state.checkConversationPosition(position) }
        let filter = ActivityOrder.Filter(accountID: Self.accountID, status: status, contactID: contact)
        let rows = state.activity.rows(
            of: filter,
            after: position.map(ActivityPlace.init(packed:)),
            limit: limit,
            in: state.conversations
        )
        let page = state.conversationPage(of: filter, after: position, limit: limit)
        #expect(page.items.count == rows.count)
        return (rows.map(\.conversation.id), page.nextPosition)
    }

    /// The ids of all conversations, read page by page; `meanwhile` runs after each page.
    mutating func walk(
        status: Conversation.Status? = nil,
        limit: Int,
        meanwhile: (inout Inbox, Int) throws -> Void = { _, _ in }
    ) throws -> [Identifier<Conversation>] {
        var ids: [Identifier<Conversation>] = []
        var position: Int?
        var number = 0
        repeat {
            let page = try page(status: status, after: position, limit: limit)
            ids += page.ids
            position = page.next
            number += 1
            try #require(number < 5000, "the paging does not end")
            try meanwhile(&self, number)
        } while position != nil
        return ids
    }
}
