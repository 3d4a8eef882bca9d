import Domain

/// A world as it was at a moment, under a name: a copy of values, so that taking and using it costs no time.
struct WorldSnapshot: Sendable {
    let name: String
    let at: Timestamp
    private let state: WorldState
    private let faults: FaultPlan
    private let records: WorldRecords

    /// Copies a world; calls that are served meanwhile are in it, or not.
    init(of world: World, named name: String, wall: Timestamp) {
        self.name = name
        state = world.read(at: wall) { copy $0 }
        at = state.now(wall: wall)
        faults = FaultPlan(copying: world.faults, shared: world.faults.sharedRules)
        records = WorldRecords(copying: world.records)
    }

    /// What a world begins with that is to be as this one was.
    ///
    /// Rules that were given without a key are those of now, as far as they are on; what they had counted comes back.
    func beginning(sharing shared: [FaultRule]) -> WorldBeginning {
        WorldBeginning(
            state: state.revived(),
            faults: FaultPlan(copying: faults, shared: shared),
            records: WorldRecords(copying: records)
        )
    }
}
