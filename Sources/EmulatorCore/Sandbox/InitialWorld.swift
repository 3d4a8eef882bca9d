import Domain

/// What a world starts with if it is made from a snapshot or from an exported state.
struct InitialWorld: Sendable {
    let state: WorldState
    let faults: FaultPlan
    let records: WorldRecords
    /// What the first request in the journal gets; nil to number from the beginning.
    let numbering: JournalNumbering?
}
