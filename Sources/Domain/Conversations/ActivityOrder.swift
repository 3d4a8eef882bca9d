import DequeModule

extension ActivityRank: Comparable {
    static func < (left: ActivityRank, right: ActivityRank) -> Bool { left.height < right.height }
}

/// The conversations in the order of their latest messages, as it is now and as it was a while ago.
///
/// Each activity has a number, and a conversation's rank is the number of its latest one. A marker of a page carries
/// the number of the newest activity when the paging began, and all its pages show the order of that moment: what has
/// moved up since is found in a log of the ranks that were given up. So a message that arrives between two pages makes
/// no row come twice, and none be missed; and a page costs the same however many conversations there are, apart from
/// the activities since its paging began.
package struct ActivityOrder: Sendable {
    /// How many ranks that were given up are remembered.
    package static let logCapacity = 100_000

    /// The conversations of a number that have a status or a contact, where one is given.
    package struct Filter: Hashable, Sendable {
        /// The number's `phone_number_id`.
        let accountID: String
        /// Those that have that status now.
        let status: Conversation.Status?
        /// Those with that contact.
        let contactID: Identifier<Contact>?

        /// All conversations of a number that are like this.
        package init(accountID: String, status: Conversation.Status? = nil, contactID: Identifier<Contact>? = nil) {
            self.accountID = accountID
            self.status = status
            self.contactID = contactID
        }
    }

    /// A rank that a conversation had until another activity.
    struct GivenUp: Hashable, Sendable {
        let conversation: Identifier<Conversation>
        let rank: ActivityRank
        /// The number of the activity that gave it another rank.
        let until: Int
    }

    /// The lists that are kept.
    private enum List: Hashable {
        case account(String)
        case status(String, Conversation.Status)
        case contact(String, Identifier<Contact>)
    }

    /// The number of the newest activity.
    private(set) var newest = 0
    /// Markers of pagings that began before that activity can no longer be followed.
    private(set) var forgotten = 0
    /// The newest last.
    private(set) var log: Deque<GivenUp> = []
    private(set) var ranks: [Identifier<Conversation>: ActivityRank] = [:]
    private var holders: [ActivityRank: Identifier<Conversation>] = [:]
    private var lists: [List: PositionList] = [:]

    /// No conversations.
    init() {}

    /// What was read; `restore` puts the conversations in their places.
    init(newest: Int, forgotten: Int, log: [GivenUp]) {
        self.newest = newest
        self.forgotten = forgotten
        self.log = Deque(log)
    }

    // MARK: Changes

    /// Puts a new conversation at the top of those that are like it, with messages or without.
    mutating func insert(_ conversation: Conversation) {
        newest += 1
        restore(conversation, to: ActivityRank(position: newest, isSilent: conversation.lastMessageAt == nil))
    }

    /// Puts a conversation where it was.
    mutating func restore(_ conversation: Conversation, to rank: ActivityRank) {
        ranks[conversation.id] = rank
        holders[rank] = conversation.id
        for list in Self.lists(of: conversation) { lists[list, default: PositionList()].insert(rank.height) }
    }

    /// Notes what has changed in a conversation; a message takes it to the top.
    mutating func change(_ before: Conversation, to after: Conversation, byMessage isMessage: Bool) {
        guard let rank = ranks[before.id] else { return }
        let left = Self.lists(of: before)
        let entered = Self.lists(of: after)
        guard isMessage || left != entered else { return }
        for list in left {
            lists[list]?.remove(rank.height)
            if lists[list]?.count == 0 { lists[list] = nil }
        }
        guard isMessage else { return restore(after, to: rank) }
        holders[rank] = nil
        newest += 1
        if log.count == Self.logCapacity { forgotten = log.removeFirst().until }
        log.append(GivenUp(conversation: before.id, rank: rank, until: newest))
        restore(after, to: ActivityRank(position: newest, isSilent: false))
    }

    private static func lists(of conversation: Conversation) -> [List] {
        let account = conversation.accountID
        return [
            .account(account), .status(account, conversation.status), .contact(account, conversation.contactID),
        ]
    }

    // MARK: Pages

    /// The conversations below a place as they stood when the paging began, at most `limit`, the highest first.
    func rows(
        of filter: Filter,
        after place: ActivityPlace?,
        limit: Int,
        in conversations: ResourceCollection<Conversation>
    ) -> [(rank: ActivityRank, conversation: Conversation)] {
        let start = place?.start ?? newest
        var rows: [(rank: ActivityRank, conversation: Conversation)] = []
        for height in (lists[Self.list(of: filter)] ?? PositionList()).descending(before: place?.rank.height) {
            let rank = ActivityRank(height: height)
            guard rank.position <= start, let conversation = holders[rank].flatMap({ conversations[$0] }),
                filter.admits(conversation)
            else { continue }
            rows.append((rank, conversation))
            if rows.count == limit { break }
        }
        guard let place else { return rows }
        for entry in log.reversed() {
            guard entry.until > start else { break }
            guard entry.rank.position <= start, entry.rank < place.rank,
                let conversation = conversations[entry.conversation], filter.admits(conversation)
            else { continue }
            rows.append((entry.rank, conversation))
        }
        return Array(rows.sorted { $0.rank > $1.rank }.prefix(limit))
    }

    /// Refuses places from which the way on is no longer known, or never was.
    func check(_ place: ActivityPlace) throws(DomainError) {
        guard (forgotten...newest).contains(place.start) else { throw .invalidCursor }
    }

    /// The shortest list in which all conversations of a filter stand.
    private static func list(of filter: Filter) -> List {
        if let contact = filter.contactID { return .contact(filter.accountID, contact) }
        if let status = filter.status { return .status(filter.accountID, status) }
        return .account(filter.accountID)
    }
}

extension ActivityOrder.Filter {
    fileprivate func admits(_ conversation: Conversation) -> Bool {
        conversation.accountID == accountID
            && (status == nil || conversation.status == status)
            && (contactID == nil || conversation.contactID == contactID)
    }
}
