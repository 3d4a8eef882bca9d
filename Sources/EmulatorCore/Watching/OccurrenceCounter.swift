import Synchronization

/// Numbers requests, events and deliveries of all worlds in the order in which they happen, from 1.
package final class OccurrenceCounter: Sendable {
    private let last = Atomic<Int>(0)

    /// A counter that has given out no number.
    package init() {}

    /// The number that was given out last; 0 before the first.
    var current: Int { last.load(ordering: .relaxed) }

    /// Gives out the next number.
    func next() -> Int { last.add(1, ordering: .relaxed).newValue }

    /// Gives out that many numbers at once, and returns the first of them.
    func next(_ count: Int) -> Int { last.add(count, ordering: .relaxed).oldValue + 1 }
}
