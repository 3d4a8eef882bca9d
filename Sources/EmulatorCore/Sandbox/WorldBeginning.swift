import Domain

/// What a world begins with that is not made from a baseline.
struct WorldBeginning: Sendable {
    let state: WorldState
    let faults: FaultPlan
    let records: WorldRecords
}
