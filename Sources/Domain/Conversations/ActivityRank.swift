/// Where a conversation stands: the latest message counts, and those without any stand below all others.
struct ActivityRank: Hashable, Sendable {
    /// The number of the activity that took the conversation there.
    let position: Int
    /// Whether nobody had written yet, so that it was the making of the conversation.
    let isSilent: Bool

    /// Larger for what stands further up.
    var height: Int { isSilent ? position - Self.silentDepth : position }

    /// Further down than positions go.
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
