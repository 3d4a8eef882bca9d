package import HashTreeCollections

/// The newest changes of one world that no event reports, oldest first.
///
/// The outbox has all other changes, so that both together are the history of the customers.
package struct UnreportedChanges: Sendable {
    /// How many changes are kept; appending another one drops the oldest.
    package static let capacity = 1000

    /// The changes that are kept, oldest first.
    package private(set) var changes = ChunkedQueue<UnreportedChange>()
    /// The customers whose oldest changes are no longer kept.
    package private(set) var shortenedCustomers: TreeSet<Identifier<Customer>> = []

    /// A list without changes.
    init() {}

    /// A list of the kept changes, with the customers whose oldest ones are not among them.
    init(changes: [UnreportedChange], shortenedCustomers: [Identifier<Customer>]) {
        self.changes = ChunkedQueue(changes)
        self.shortenedCustomers = TreeSet(shortenedCustomers)
    }

    mutating func append(_ change: UnreportedChange) {
        if changes.count == Self.capacity { shortenedCustomers.insert(changes.removeFirst().customer) }
        changes.append(change)
    }
}
