import Documents

extension WorldState {
    /// Refuses a place in the conversations that does not come from this world, or that is too long ago.
    package func checkConversationPosition(_ position: Int) throws(DomainError) {
        try activity.check(ActivityPlace(packed: position))
    }

    /// One page of a number's conversations, the latest message first, that starts behind `position`.
    ///
    /// All pages that follow from one first page show each conversation once, whatever arrives in between.
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
