/// The permutations of the numbers from 1 to `count`, those that differ least from the sorted order first.
///
/// The difference of two orders is the number of pairs that are in the opposite order, so the first order that breaks
/// something is one of those that differ least.
struct Permutations {
    let count: Int

    /// The largest number of pairs in the opposite order.
    var mostSwaps: Int { count * (count - 1) / 2 }

    /// How many permutations there are; nil if it is more than an `Int` can be.
    var total: Int? {
        var product = 1
        for number in 0..<count {
            let (next, hasOverflown) = product.multipliedReportingOverflow(by: number + 1)
            guard !hasOverflown else { return nil }
            product = next
        }
        return product
    }

    /// The first permutations with exactly that number of swapped pairs, in lexicographic order, at most `limit`.
    func permutations(swaps: Int, limit: Int) -> [[Int]] {
        var found: [[Int]] = []
        extend([], rest: (0..<count).map { $0 + 1 }, swaps: swaps, limit: limit, &found)
        return found
    }

    /// Appends all permutations that begin with `start` and swap `swaps` pairs more.
    private func extend(_ start: [Int], rest: [Int], swaps: Int, limit: Int, _ found: inout [[Int]]) {
        guard !rest.isEmpty else {
            if swaps == 0 { found.append(start) }
            return
        }
        // The element at an index of the rest is swapped with as many of the others; these can swap further pairs.
        let others = rest.count - 1
        let first = max(0, swaps - others * (others - 1) / 2)
        let last = min(swaps, others)
        guard first <= last else { return }
        for index in first...last where found.count < limit {
            var rest = rest
            let next = rest.remove(at: index)
            extend(start + [next], rest: rest, swaps: swaps - index, limit: limit, &found)
        }
    }
}
