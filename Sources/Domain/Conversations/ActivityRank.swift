/// The rank of a conversation: by its latest activity; conversations without messages rank below all others.
struct ActivityRank: Hashable, Sendable {
    /// The number of the activity that gave the conversation this rank.
    let position: Int
    /// Whether the conversation had no messages yet, so that the activity was its creation.
    let isSilent: Bool

    /// The rank as one number; higher is listed first.
    var height: Int { isSilent ? position - Self.silentDepth : position }

    /// More than the largest position, so that silent conversations rank below all others.
    private static let silentDepth = 1 << 32

    init(position: Int, isSilent: Bool) {
        self.position = position
        self.isSilent = isSilent
    }

    init(height: Int) {
        isSilent = height < 0
        position = isSilent ? height + Self.silentDepth : height
    }
}
