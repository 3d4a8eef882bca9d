import Documents

extension WorldState {
    /// Throws `invalidCursor` for a position that is not from this world, or whose paging began too long ago.
    package func checkConversationPosition(_ position: Int) throws(DomainError) {
        try activity.check(ActivityPlace(packed: position))
    }

    /// One page of a number's conversations, latest message first, that starts after `position`.
    ///
    /// A paging shows each conversation once, even if messages arrive between two of its pages.
    package func conversationPage(of filter: ActivityOrder.Filter, after position: Int?, limit: Int) -> Page {
        let place = position.map(ActivityPlace.init(packed:))
        let start = place?.start ?? activity.newest
        let rows = activity.rows(of: filter, after: place, limit: limit + 1, in: conversations)
        let account = embeddedAccount(phoneNumberID: filter.accountID)
        let shown = rows.prefix(limit)
        return Page(
            items: shown.map { row in
                JSONWriter.bytes { writer in write(row.conversation, on: account, to: &writer) }
            },
            nextPosition: rows.count > limit
                ? shown.last.map { ActivityPlace(start: start, rank: $0.rank).packed } : nil
        )
    }
}
