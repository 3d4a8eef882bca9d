import DequeModule

extension ActivityRank: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ActivityRank(
            position: try coder.field("position", \.position, in: 1...ActivityRecord.largestPosition),
            isSilent: try coder.field("is_silent", \.isSilent)
        )
    }
}

extension ActivityOrder.GivenUp: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Self(
            conversation: try coder.field("conversation", \.conversation),
            rank: try coder.field("rank", \.rank),
            until: try coder.field("until", \.until, in: 1...ActivityRecord.largestPosition)
        )
    }
}

/// The order of the conversations as it is exported: who stands where, the lowest first, and who stood where before.
struct ActivityRecord: StateObject {
    /// Half of the numbers that go into a cursor, so that as many activities are left.
    static let largestPosition = 1 << 30

    /// A conversation and where it stands.
    struct Standing: StateObject {
        let conversation: Identifier<Conversation>
        let rank: ActivityRank

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Standing(
                conversation: try coder.field("conversation", \.conversation),
                rank: try coder.field("rank", \.rank)
            )
        }
    }

    let newest: Int
    let forgotten: Int
    let standings: [Standing]
    let log: [ActivityOrder.GivenUp]

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let newest = try coder.field("newest", \.newest, in: 0...largestPosition)
        let forgotten = try coder.field("forgotten", \.forgotten, in: 0...largestPosition)
        let standings = try coder.field("standings", \.standings)
        let log = try coder.field("log", \.log)
        let record = ActivityRecord(newest: newest, forgotten: forgotten, standings: standings, log: log)
        try coder.check("newest", mustBe: "the largest position", record.positions.allSatisfy { $0 <= newest })
        try coder.check("forgotten", mustBe: "at most `newest`", forgotten <= newest)
        let isSorted = zip(standings, standings.dropFirst()).allSatisfy { $0.rank < $1.rank }
        try coder.check("standings", mustBe: "in the order of the ranks, the lowest first", isSorted)
        let ends = [forgotten] + log.map(\.until)
        let isLogSorted = zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 }
        try coder.check("log", mustBe: "in the order of `until`, all after `forgotten`", isLogSorted)
        let hasPast = log.allSatisfy { $0.rank.position < $0.until } && log.count <= ActivityOrder.logCapacity
        try coder.check("log", mustBe: "of ranks that were given up, \(ActivityOrder.logCapacity) at most", hasPast)
        return record
    }

    private var positions: [Int] { standings.map(\.rank.position) + log.map(\.until) }
}

extension WorldState {
    /// The order of the conversations as it is exported.
    var activityRecord: ActivityRecord {
        ActivityRecord(
            newest: activity.newest,
            forgotten: activity.forgotten,
            standings: activity.ranks.map { .init(conversation: $0.key, rank: $0.value) }.sorted { $0.rank < $1.rank },
            log: Array(activity.log)
        )
    }

    /// Puts the conversations in the order that was read.
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
