import HashTreeCollections

extension ActivityRank: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ActivityRank(
            position: try coder.field("position", \.position, in: 1...ActivityRecord.largestPosition),
            isSilent: try coder.field("is_silent", \.isSilent)
        )
    }
}

extension ActivityOrder.FormerRank: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Self(
            conversation: try coder.field("conversation", \.conversation),
            rank: try coder.field("rank", \.rank),
            until: try coder.field("until", \.until, in: 1...ActivityRecord.largestPosition)
        )
    }
}

extension WorldState {
    /// The order of the conversations in the form in which it is exported.
    var activityRecord: ActivityRecord {
        ActivityRecord(
            newest: activity.newest,
            forgotten: activity.forgotten,
            standings: activity.ranks.map { .init(conversation: $0.key, rank: $0.value) }.sorted { $0.rank < $1.rank },
            log: Array(activity.log)
        )
    }

    /// Restores the order of the conversations from an export; throws where it does not match the conversations.
    mutating func fillActivity(from record: ActivityRecord) throws(StateError) {
        activity = ActivityOrder(newest: record.newest, forgotten: record.forgotten, log: record.log)
        for (index, standing) in record.standings.enumerated() {
            guard let conversation = conversations[standing.conversation] else {
                throw .dangling("conversation", standing.conversation.description)
                    .inside("conversation").inside(index).inside("standings")
            }
            guard activity.ranks[conversation.id] == nil else {
                throw .duplicate(conversation.id.description)
                    .inside("conversation").inside(index).inside("standings")
            }
            guard standing.rank.isSilent == (conversation.lastMessageAt == nil) else {
                throw .expected("\(!standing.rank.isSilent), as `last_message_at` of the conversation has it")
                    .inside("is_silent").inside("rank").inside(index).inside("standings")
            }
            activity.restore(conversation, to: standing.rank)
        }
        guard record.standings.count == conversations.count else {
            throw .expected("the places of all \(conversations.count) conversations").inside("standings")
        }
        for (index, entry) in record.log.enumerated() where conversations[entry.conversation] == nil {
            throw .dangling("conversation", entry.conversation.description)
                .inside("conversation").inside(index).inside("log")
        }
    }
}
