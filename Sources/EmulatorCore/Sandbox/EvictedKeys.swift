import DequeModule
import Domain

/// The hashes of the keys of evicted sandboxes; only the newest ones are kept.
struct EvictedKeys: Sendable {
    private let capacity: Int
    private var numbers: [UInt64: Int] = [:]
    /// The hashes in the order of eviction; entries of keys that were readmitted or evicted again are skipped.
    private var order: Deque<(hash: UInt64, number: Int)> = []
    private var nextNumber = 0

    init(capacity: Int = 100_000) {
        self.capacity = capacity
    }

    func contains(_ key: String) -> Bool {
        numbers[Self.hash(key)] != nil
    }

    mutating func insert(_ key: String) {
        let hash = Self.hash(key)
        numbers[hash] = nextNumber
        order.append((hash, nextNumber))
        nextNumber += 1
        while numbers.count > capacity {
            let oldest = order.removeFirst()
            if isPresent(oldest) { numbers[oldest.hash] = nil }
        }
        if order.count > 2 * capacity { order = order.filter(isPresent) }
    }

    mutating func remove(_ key: String) {
        numbers[Self.hash(key)] = nil
    }

    private func isPresent(_ entry: (hash: UInt64, number: Int)) -> Bool {
        numbers[entry.hash] == entry.number
    }

    private static func hash(_ key: String) -> UInt64 {
        var stream = RandomStream(seed: 0, purpose: key)
        return stream.next()
    }
}
