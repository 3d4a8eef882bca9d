/// Where a page of conversations ended: as one number, so that a cursor can be sealed around it.
struct ActivityPlace: Hashable, Sendable {
    /// The newest activity when the paging began.
    let start: Int
    /// The rank of the page's last row at that time.
    let rank: ActivityRank

    init(start: Int, rank: ActivityRank) {
        self.start = start
        self.rank = rank
    }

    /// 31 bits of the start, one for silence, 31 of the position.
    var packed: Int { start << 32 | (rank.isSilent ? 1 << 31 : 0) | rank.position }

    init(packed: Int) {
        start = packed >> 32
        rank = ActivityRank(position: packed & 0x7FFF_FFFF, isSilent: packed & 1 << 31 != 0)
    }
}
