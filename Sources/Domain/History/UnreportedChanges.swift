package import DequeModule

/// The newest changes of one world that no event reports, oldest first.
///
/// The outbox has all other changes, so that both together are the history of the customers.
package struct UnreportedChanges: Sendable {
    /// How many changes are kept; appending another one drops the oldest.
    package static let capacity = 1000

    /// The changes that are kept, oldest first.
    package private(set) var changes: Deque<UnreportedChange> = []
    /// How many changes there have been, including those that are no longer kept.
    package private(set) var total = 0

    /// A list without changes.
    init() {}

    /// A list of the kept changes and the total count.
    init(changes: Deque<UnreportedChange>, total: Int) {
        self.changes = changes
        self.total = total
    }

    mutating func append(_ change: UnreportedChange) {
        if changes.count == Self.capacity { changes.removeFirst() }
        changes.append(change)
        total += 1
    }
}
