import Synchronization

/// Identifies one connection of a client, for code that tells requests apart by their connection.
package final class ConnectionIdentity: Sendable {
    /// The most numbers that are kept, more than a connection needs at a time; the oldest one is dropped.
    private static let ownerLimit = 8
    private static let lastID = Atomic(0)

    /// A number that no other connection of the process has.
    package let id = ConnectionIdentity.lastID.add(1, ordering: .relaxed).newValue
    private let numbers = Mutex<[(owner: Int, number: Int)]>([])

    /// The identity of a new connection.
    package init() {}

    /// The number that an owner, such as a journal, gives to the connection; `make` creates it on the first call.
    package func number(for owner: Int, making make: () -> Int) -> Int {
        numbers.withLock { numbers in
            if let known = numbers.last(where: { $0.owner == owner }) { return known.number }
            if numbers.count == Self.ownerLimit { numbers.removeFirst() }
            let number = make()
            numbers.append((owner, number))
            return number
        }
    }
}
