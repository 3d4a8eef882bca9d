/// The events and deliveries that have satisfied a step, by their refs, so that each satisfies one step only.
///
/// A reset and a restore also reset the ids of a world, so that later events may have the ids of earlier ones.
struct UsedOccurrences {
    private var refs: Set<String> = []
    private var snapshots: [String: Set<String>] = [:]

    func contains(_ ref: String) -> Bool { refs.contains(ref) }

    mutating func insert(_ ref: String) { refs.insert(ref) }

    /// Forgets all refs, because the world was reset.
    mutating func reset() { refs = [] }

    /// Remembers the refs at the time of a snapshot.
    mutating func keep(as snapshot: String) { snapshots[snapshot] = refs }

    /// Goes back to the refs at the time of a snapshot.
    mutating func restore(_ snapshot: String) { refs = snapshots[snapshot] ?? [] }
}
