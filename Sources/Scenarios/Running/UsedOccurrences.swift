/// What a run knows of events and deliveries by their refs or ids.
///
/// A reset and a restore also reset the ids of a world, so that later events may have the ids of earlier ones.
struct UsedOccurrences {
    private struct Known {
        /// Those that have satisfied a step, each of which satisfies one step only.
        var used: Set<String> = []
        /// The ids of events that a step has triggered although their bodies break the contract.
        var broken: Set<String> = []
    }

    private var known = Known()
    private var snapshots: [String: Known] = [:]

    func contains(_ ref: String) -> Bool { known.used.contains(ref) }

    mutating func insert(_ ref: String) { known.used.insert(ref) }

    /// Whether an event was triggered with a body that breaks the contract.
    func isBroken(_ event: String) -> Bool { known.broken.contains(event) }

    mutating func insertBroken(_ event: String) { known.broken.insert(event) }

    /// Forgets all of it, because the world was reset.
    mutating func reset() { known = Known() }

    /// Remembers what is known at the time of a snapshot.
    mutating func keep(as snapshot: String) { snapshots[snapshot] = known }

    /// Goes back to what was known at the time of a snapshot.
    mutating func restore(_ snapshot: String) { known = snapshots[snapshot] ?? Known() }
}
