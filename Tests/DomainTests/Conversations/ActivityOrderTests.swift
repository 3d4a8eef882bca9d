import Testing

@testable import Domain

@Suite struct ActivityOrderTests {
    @Test func `the conversation with the latest inbound or outbound message comes first`() throws {
        var inbox = Inbox()
        let ids = try (0..<3).map { try inbox.hear(from: $0) }
        inbox.state.noteOutbound(in: ids[0], at: .start)
        #expect(try inbox.page(limit: 5).ids == [ids[0], ids[2], ids[1]])
    }

    @Test func `conversations without messages come last, the newest of them first`() throws {
        var inbox = Inbox()
        let silent = try (0..<2).map { try inbox.conversation($0) }
        let spoken = try inbox.hear(from: 2)
        let late = try inbox.conversation(3)
        #expect(try inbox.page(limit: 9).ids == [spoken, late, silent[1], silent[0]])
        inbox.state.noteOutbound(in: silent[0], at: .start)
        #expect(try inbox.page(limit: 9).ids == [silent[0], spoken, late, silent[1]])
    }

    @Test func `conversations keep the order of arrival when the clock goes back`() throws {
        var inbox = Inbox()
        let first = try inbox.hear(from: 0, at: .start.adding(.hours(5)))
        let second = try inbox.hear(from: 1, at: .start)
        #expect(try inbox.page(limit: 2).ids == [second, first])
    }

    @Test(arguments: [1, 2, 7, 100]) func `pages of conversations have no gap or repeat`(limit: Int) throws {
        var inbox = Inbox()
        var ids = try (0..<40).map { try inbox.conversation($0) }
        for number in 20..<40 { inbox.state.noteInbound(in: ids[number], at: .start) }
        ids.reverse()
        #expect(try inbox.walk(limit: limit) == ids)
    }

    @Test func `a full last page has no cursor for a next page`() throws {
        var inbox = Inbox()
        for number in 0..<4 { try inbox.hear(from: number) }
        let first = try inbox.page(limit: 2)
        #expect(first.next != nil)
        #expect(try inbox.page(after: first.next, limit: 2).next == nil)
    }

    @Test func `a thousand conversations are shown once each while messages arrive`() throws {
        var inbox = Inbox()
        let ids = try (0..<1000).map { try inbox.hear(from: $0) }
        var stream = RandomStream(seed: 7)
        let walked = try inbox.walk(limit: 25) { inbox, page in
            for _ in 0..<20 { try inbox.hear(from: Int.random(in: 0..<1000, using: &stream)) }
            try inbox.hear(from: 1000 + page)
        }
        #expect(walked == ids.reversed())
    }

    @Test func `a conversation that gets its first message during a paging keeps its place`() throws {
        var inbox = Inbox()
        let ids = try (0..<6).map { try inbox.conversation($0) }
        let walked = try inbox.walk(limit: 2) { inbox, _ in
            for id in ids { inbox.state.noteInbound(in: id, at: .start) }
        }
        #expect(walked == ids.reversed())
    }

    @Test func `a conversation that is new since the paging began is not shown in it`() throws {
        var inbox = Inbox()
        let ids = try (0..<4).map { try inbox.conversation($0) }
        let walked = try inbox.walk(limit: 3) { inbox, page in
            try inbox.conversation(10 * page)
            try inbox.hear(from: 10 * page + 1)
        }
        #expect(walked == ids.reversed())
    }

    @Test func `a new conversation without messages is not shown in a paging that began before`() throws {
        var inbox = Inbox()
        let silent = try (0..<3).map { try inbox.conversation($0) }
        let spoken = try (3..<6).map { try inbox.hear(from: $0) }
        let walked = try inbox.walk(limit: 2) { inbox, page in
            try inbox.conversation(10 * page)
        }
        #expect(walked == spoken.reversed() + silent.reversed())
    }

    @Test func `a paging that begins later shows the later order`() throws {
        var inbox = Inbox()
        let ids = try (0..<4).map { try inbox.hear(from: $0) }
        let early = try inbox.page(limit: 2)
        inbox.state.noteInbound(in: ids[0], at: .start)
        let late = try inbox.page(limit: 2)
        #expect(late.ids == [ids[0], ids[3]])
        #expect(try inbox.page(after: early.next, limit: 2).ids == [ids[1], ids[0]])
        #expect(try inbox.page(after: late.next, limit: 2).ids == [ids[2], ids[1]])
    }

    // MARK: Filters

    @Test func `the status filter shows the conversations that have the status now`() throws {
        var inbox = Inbox()
        let ids = try (0..<4).map { try inbox.hear(from: $0) }
        try inbox.set(.pending, of: ids[1])
        try inbox.set(.pending, of: ids[3])
        #expect(try inbox.page(status: .pending, limit: 9).ids == [ids[3], ids[1]])
        #expect(try inbox.page(status: .open, limit: 9).ids == [ids[2], ids[0]])
        #expect(try inbox.page(status: .resolved, limit: 9).ids == [])
    }

    @Test func `the pages of a status show each conversation once while messages arrive`() throws {
        var inbox = Inbox()
        let ids = try (0..<60).map { try inbox.hear(from: $0) }
        for id in ids where ids.firstIndex(of: id)?.isMultiple(of: 3) == true { try inbox.set(.pending, of: id) }
        let expected = ids.enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element).reversed()
        let walked = try inbox.walk(status: .pending, limit: 4) { inbox, page in
            for number in [page, 59 - page, 0, 3] { try inbox.hear(from: number) }
        }
        #expect(walked == Array(expected))
    }

    @Test func `a conversation that loses the wanted status between pages is not shown any more`() throws {
        var inbox = Inbox()
        let ids = try (0..<4).map { try inbox.hear(from: $0) }
        let first = try inbox.page(status: .open, limit: 2)
        inbox.state.noteInbound(in: ids[1], at: .start)
        try inbox.set(.resolved, of: ids[1])
        #expect(try inbox.page(status: .open, after: first.next, limit: 2).ids == [ids[0]])
    }

    @Test func `the contact filter shows the contact's conversation if its status matches`() throws {
        var inbox = Inbox()
        let ids = try (0..<3).map { try inbox.hear(from: $0) }
        let contact = try inbox.contact(1).id
        #expect(try inbox.page(contact: contact, limit: 2).ids == [ids[1]])
        #expect(try inbox.page(status: .open, contact: contact, limit: 2).ids == [ids[1]])
        #expect(try inbox.page(status: .pending, contact: contact, limit: 2).ids == [])
        #expect(try inbox.page(contact: Identifier("ctc_none"), limit: 2).ids == [])
    }

    @Test func `the conversations of another number are not shown`() throws {
        var inbox = Inbox()
        let own = try inbox.hear(from: 1)
        inbox.state.seed(.sample("234567"))
        let other = try inbox.state.account(phoneNumberID: "234567")
        let contact = try inbox.state.createContact(ContactDraft(phoneNumber: "+6281110009"), on: other, at: .start)
        let id = inbox.state.knownConversation(with: contact, at: .start).id
        inbox.state.noteInbound(in: id, at: .start)
        #expect(try inbox.page(limit: 9).ids == [own])
    }

    // MARK: Places and their limits

    @Test func `a paging that began too long ago is refused`() throws {
        var inbox = Inbox()
        let ids = try (0..<3).map { try inbox.hear(from: $0) }
        let first = try inbox.page(limit: 1)
        for _ in 0..<ActivityOrder.logCapacity - 3 { inbox.state.noteOutbound(in: ids[0], at: .start) }
        #expect(try inbox.page(after: first.next, limit: 2).ids == [ids[1], ids[0]])
        for _ in 0..<4 { inbox.state.noteOutbound(in: ids[0], at: .start) }
        #expect(throws: DomainError.invalidCursor) { try inbox.page(after: first.next, limit: 2) }
        let again = try inbox.page(limit: 1)
        #expect(try inbox.page(after: again.next, limit: 2).ids == [ids[2], ids[1]])
    }

    @Test func `a place that this world's activity has not reached is refused`() throws {
        var inbox = Inbox()
        try inbox.hear(from: 1)
        let place = ActivityPlace(start: 99, rank: ActivityRank(position: 1, isSilent: false))
        #expect(throws: DomainError.invalidCursor) { try inbox.state.checkConversationPosition(place.packed) }
    }

    @Test(arguments: [
        ActivityPlace(start: 0, rank: ActivityRank(position: 0, isSilent: false)),
        ActivityPlace(start: 5, rank: ActivityRank(position: 3, isSilent: true)),
        ActivityPlace(start: 1 << 30, rank: ActivityRank(position: 1 << 30, isSilent: false)),
        ActivityPlace(start: 0x7FFF_FFFF, rank: ActivityRank(position: 0x7FFF_FFFF, isSilent: true)),
    ])
    func `a place is packed into one number and unpacked again`(_ place: ActivityPlace) {
        #expect(ActivityPlace(packed: place.packed) == place)
        #expect(place.packed >= 0)
        #expect(ActivityRank(height: place.rank.height) == place.rank)
    }
}

extension Inbox {
    fileprivate mutating func set(_ status: Conversation.Status, of id: Identifier<Conversation>) throws {
        var patch = ConversationPatch()
        patch.status = .set(status)
        let conversation = try #require(state.conversations[id])
        _ = state.updateConversation(conversation, with: patch, at: .start)
    }
}
