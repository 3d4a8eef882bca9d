import DequeModule
import Domain

/// The keys of sandboxes that were given up, as hashes, the newest of them.
struct EvictedKeys: Sendable {
    private static let capacity = 100_000
    private var hashes: Set<UInt64> = []
    private var order: Deque<UInt64> = []

    func contains(_ key: String) -> Bool {
        hashes.contains(Self.hash(key))
    }

    mutating func insert(_ key: String) {
        guard hashes.insert(Self.hash(key)).inserted else { return }
        order.append(Self.hash(key))
        if order.count > Self.capacity { hashes.remove(order.removeFirst()) }
    }

    mutating func remove(_ key: String) {
        hashes.remove(Self.hash(key))
    }

    private static func hash(_ key: String) -> UInt64 {
        var stream = RandomStream(seed: 0, purpose: key)
        return stream.next()
    }
}
