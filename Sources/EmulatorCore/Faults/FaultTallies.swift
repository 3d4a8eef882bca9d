import OrderedCollections

/// What fault rules did, by their ids; rules with the same id in several worlds are one.
package struct FaultTallies: Sendable {
    /// Rules without an id of their own get a new one each time, so their number has a limit.
    private static let limit = 1_000

    private var byID: OrderedDictionary<String, FaultTally> = [:]

    /// No rules.
    package init() {}

    /// The rules in the order in which they were added, at most a thousand.
    package var all: [FaultTally] { Array(byID.values) }

    mutating func add(_ tally: FaultTally) {
        if byID[tally.id] != nil {
            byID[tally.id]?.add(tally)
        } else if byID.count < Self.limit {
            byID[tally.id] = tally
        }
    }

    mutating func add(_ other: FaultTallies) {
        for tally in other.byID.values { add(tally) }
    }
}
