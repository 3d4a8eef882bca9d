/// Where a page of conversations ended, which packs into one number so that a cursor can be made of it.
struct ActivityPlace: Hashable, Sendable {
    /// The number of the newest activity when the paging began.
    let start: Int
    /// The rank that the page's last conversation had at that time.
    let rank: ActivityRank

    init(start: Int, rank: ActivityRank) {
        self.start = start
        self.rank = rank
    }

    /// The place as one number: 31 bits of `start`, one for `rank.isSilent`, 31 of `rank.position`.
    var packed: Int { start << 32 | (rank.isSilent ? 1 << 31 : 0) | rank.position }

    init(packed: Int) {
        start = packed >> 32
        rank = ActivityRank(position: packed & 0x7FFF_FFFF, isSilent: packed & 1 << 31 != 0)
    }
}
