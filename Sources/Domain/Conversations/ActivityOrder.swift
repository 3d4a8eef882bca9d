import HashTreeCollections

extension ActivityRank: Comparable {
    static func < (left: ActivityRank, right: ActivityRank) -> Bool { left.height < right.height }
}

/// The order in which conversations are listed, latest message first; a paging keeps the order that it started with.
///
/// A new conversation and every message is an activity with a number, and a conversation's rank is the number of its
/// latest activity. A page marker contains the number of the newest activity when the paging began, and all following
/// pages show the order of that moment: the earlier ranks of conversations that have moved up since are in a log. So a
/// message that arrives between two pages neither repeats nor hides a conversation. The cost of a page depends on the
/// activities since its paging began, not on the number of conversations.
package struct ActivityOrder: Sendable {
    /// How many earlier ranks the log keeps; older pagings cannot be continued.
    package static let logCapacity = 100_000

    /// The conversations of a number, limited to a status and to a contact if given.
    package struct Filter: Hashable, Sendable {
        /// The number's `phone_number_id`.
        let accountID: String
        /// Only the conversations that have that status now; nil for any.
        let status: Conversation.Status?
        /// Only the conversation with that contact; nil for any.
        let contactID: Identifier<Contact>?

        /// A filter for the conversations of a number; nil for any status or any contact.
        package init(accountID: String, status: Conversation.Status? = nil, contactID: Identifier<Contact>? = nil) {
            self.accountID = accountID
            self.status = status
            self.contactID = contactID
        }
    }

    /// An earlier rank of a conversation, which a later activity replaced.
    struct FormerRank: Hashable, Sendable {
        let conversation: Identifier<Conversation>
        let rank: ActivityRank
        /// The number of the activity that replaced the rank.
        let until: Int
    }

    /// The lists that are kept: the conversations of a number, also by status and by contact.
    private enum List: Hashable {
        case account(String)
        case status(String, Conversation.Status)
        case contact(String, Identifier<Contact>)
    }

    /// The number of the newest activity.
    private(set) var newest = 0
    /// The oldest activity whose pagings can still be continued; earlier ones need log entries that were dropped.
    private(set) var forgotten = 0
    /// The replaced ranks, newest last.
    private(set) var log = ChunkedQueue<FormerRank>()
    private(set) var ranks: TreeDictionary<Identifier<Conversation>, ActivityRank> = [:]
    private var holders: TreeDictionary<ActivityRank, Identifier<Conversation>> = [:]
    private var lists: TreeDictionary<List, PositionList> = [:]

    /// An order of no conversations.
    init() {}

    /// An order read from an export, still without conversations; `restore` adds them.
    init(newest: Int, forgotten: Int, log: [FormerRank]) {
        self.newest = newest
        self.forgotten = forgotten
        self.log = ChunkedQueue(log)
    }

    // MARK: Changes

    /// Adds a new conversation with the highest rank; without messages it ranks below all that have messages.
    mutating func insert(_ conversation: Conversation) {
        newest += 1
        restore(conversation, to: ActivityRank(position: newest, isSilent: conversation.lastMessageAt == nil))
    }

    /// Adds a conversation with the rank that it had.
    mutating func restore(_ conversation: Conversation, to rank: ActivityRank) {
        ranks[conversation.id] = rank
        holders[rank] = conversation.id
        for list in Self.lists(of: conversation) { lists[list, default: PositionList()].insert(rank.height) }
    }

    /// Updates the lists after a change of a conversation; a message gives it the highest rank.
    mutating func change(_ before: Conversation, to after: Conversation, byMessage isMessage: Bool) {
        guard let rank = ranks[before.id] else { return }
        let left = Self.lists(of: before)
        let entered = Self.lists(of: after)
        guard isMessage || left != entered else { return }
        let next = isMessage ? rankAbove(rank, of: before.id) : rank
        if left == entered {
            for list in left { lists[list]?.move(rank.height, to: next.height) }
        } else {
            for list in left {
                lists[list]?.remove(rank.height)
                if lists[list]?.count == 0 { lists[list] = nil }
            }
            for list in entered { lists[list, default: PositionList()].insert(next.height) }
        }
        ranks[after.id] = next
        holders[next] = after.id
    }

    /// The highest rank, for a conversation whose present rank goes to the log.
    private mutating func rankAbove(_ rank: ActivityRank, of conversation: Identifier<Conversation>) -> ActivityRank {
        holders[rank] = nil
        newest += 1
        if log.count == Self.logCapacity { forgotten = log.removeFirst().until }
        log.append(FormerRank(conversation: conversation, rank: rank, until: newest))
        return ActivityRank(position: newest, isSilent: false)
    }

    private static func lists(of conversation: Conversation) -> [List] {
        let account = conversation.accountID
        return [
            .account(account), .status(account, conversation.status), .contact(account, conversation.contactID),
        ]
    }

    // MARK: Pages

    /// The next `limit` conversations below a place, highest first, in the order of when the paging began.
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

    /// Throws `invalidCursor` for a place whose paging began in another world or too long ago.
    func check(_ place: ActivityPlace) throws(DomainError) {
        guard (forgotten...newest).contains(place.start) else { throw .invalidCursor }
    }

    /// The shortest list that contains all conversations of a filter.
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

extension PositionList {
    /// Replaces a position by another one.
    fileprivate mutating func move(_ position: Int, to other: Int) {
        remove(position)
        insert(other)
    }
}
