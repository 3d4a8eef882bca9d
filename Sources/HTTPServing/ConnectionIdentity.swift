import Synchronization

/// One connection of a client, as those who tell requests apart by their connections know it.
package final class ConnectionIdentity: Sendable {
    /// More owners than one connection serves at a time; those that it has left behind are forgotten.
    private static let ownerLimit = 8
    private static let lastID = Atomic(0)

    /// No other connection of the process has it.
    package let id = ConnectionIdentity.lastID.add(1, ordering: .relaxed).newValue
    private let numbers = Mutex<[(owner: Int, number: Int)]>([])

    /// A connection that has just been made.
    package init() {}

    /// The number that an owner has given to the connection; one that meets it for the first time makes one now.
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
