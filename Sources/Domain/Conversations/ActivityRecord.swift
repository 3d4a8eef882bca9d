/// The exported order of the conversations: their ranks, lowest first, and the log of replaced ranks.
struct ActivityRecord: StateObject {
    /// Half of the positions that fit into a cursor's 31 bits, so that an imported world has as many left.
    static let largestPosition = 1 << 30

    /// A conversation and its rank.
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
    let log: [ActivityOrder.FormerRank]

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
        try coder.check("log", mustBe: "of former ranks, \(ActivityOrder.logCapacity) at most", hasPast)
        return record
    }

    private var positions: [Int] { standings.map(\.rank.position) + log.map(\.until) }
}
