/// A sorted set of positions that can be changed anywhere at low cost, however long it is.
///
/// The positions are in chunks of at most `chunkSize`, so an insertion in the middle moves a few hundred numbers
/// instead of all. Appending, by far the most frequent change, moves none.
struct PositionList: Sendable {
    private static let chunkSize = 512
    private var chunks: [[Int]] = []

    private(set) var count = 0

    mutating func insert(_ position: Int) {
        count += 1
        guard let last = chunks.last?.last, position <= last else {
            if let tail = chunks.indices.last, chunks[tail].count < Self.chunkSize {
                chunks[tail].append(position)
            } else {
                chunks.append([position])
            }
            return
        }
        let chunk = chunkIndex(reaching: position)
        let offset = Self.offset(of: position, in: chunks[chunk])
        guard chunks[chunk][offset] != position else {
            count -= 1
            return
        }
        chunks[chunk].insert(position, at: offset)
        if chunks[chunk].count > Self.chunkSize { split(chunk) }
    }

    /// Removes a position, and returns how many are left.
    @discardableResult
    mutating func remove(_ position: Int) -> Int {
        let chunk = chunkIndex(reaching: position)
        guard chunk < chunks.count else { return count }
        let offset = Self.offset(of: position, in: chunks[chunk])
        guard chunks[chunk][offset] == position else { return count }
        chunks[chunk].remove(at: offset)
        count -= 1
        if chunks[chunk].isEmpty { chunks.remove(at: chunk) }
        return count
    }

    /// The positions below `bound`, from the highest down; nil for all.
    func descending(before bound: Int?) -> Descending {
        guard let bound else { return Descending(list: self, chunk: chunks.count, offset: 0) }
        let chunk = chunkIndex(reaching: bound)
        guard chunk < chunks.count else { return Descending(list: self, chunk: chunks.count, offset: 0) }
        return Descending(list: self, chunk: chunk, offset: Self.offset(of: bound, in: chunks[chunk]))
    }

    private mutating func split(_ chunk: Int) {
        let half = chunks[chunk].count / 2
        let tail = Array(chunks[chunk][half...])
        chunks[chunk].removeSubrange(half...)
        chunks.insert(tail, at: chunk + 1)
    }

    /// The first chunk whose last position is at least `position`; `chunks.count` if there is none.
    private func chunkIndex(reaching position: Int) -> Int {
        Self.partition(chunks.count) { (chunks[$0].last ?? 0) >= position }
    }

    private static func offset(of position: Int, in chunk: [Int]) -> Int {
        partition(chunk.count) { chunk[$0] >= position }
    }

    /// The first index below `count` for which `isBehind` is true, found by binary search; `count` if there is none.
    private static func partition(_ count: Int, _ isBehind: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Iterates over a list from one position downwards.
    struct Descending: Sequence, IteratorProtocol {
        fileprivate let list: PositionList
        fileprivate var chunk: Int
        fileprivate var offset: Int

        mutating func next() -> Int? {
            if offset == 0 {
                guard chunk > 0 else { return nil }
                chunk -= 1
                offset = list.chunks[chunk].count
            }
            offset -= 1
            return list.chunks[chunk][offset]
        }
    }
}
