import Domain

/// What a world starts with if it is made from a snapshot or from an exported state.
struct InitialWorld: Sendable {
    let state: WorldState
    let faults: FaultPlan
    let records: WorldRecords
    /// The changes since the last reset or import that led to the state.
    let changes: ChangeLog
    /// What the first request in the journal gets; nil to number from the beginning.
    let numbering: JournalNumbering?
}
