import Domain

/// A named copy of a world.
///
/// The state is copied only when it is changed (copy-on-write), so that taking and restoring a snapshot is fast.
struct WorldSnapshot: Sendable {
    let name: String
    let at: Timestamp
    private let state: WorldState
    private let faults: FaultPlan
    private let records: WorldRecords
    private let numbering: JournalNumbering

    /// Copies a world; a request that is served at the same time may be in the copy or not.
    init(of world: World, named name: String, wall: Timestamp) {
        self.name = name
        state = world.read(at: wall) { copy $0 }
        at = state.now(wall: wall)
        faults = FaultPlan(copying: world.faults, shared: world.faults.sharedRules)
        records = WorldRecords(copying: world.records)
        numbering = world.journal.numbering
    }

    /// What a world starts with if it is restored from this snapshot.
    ///
    /// The keyless rules are the present ones, each enabled or disabled as now, but with their counts in the snapshot.
    func initialWorld(sharing shared: [FaultRule]) -> InitialWorld {
        InitialWorld(
            state: state.revived(),
            faults: FaultPlan(copying: faults, shared: shared),
            records: WorldRecords(copying: records),
            numbering: numbering
        )
    }
}
