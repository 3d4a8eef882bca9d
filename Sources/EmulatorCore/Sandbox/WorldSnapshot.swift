import Domain

/// A named copy of a world.
///
/// The state is copied only when it is changed (copy-on-write), so that taking and restoring a snapshot is fast.
final class WorldSnapshot: Sendable {
    let name: String
    /// The state, with the changes that led to it.
    let kept: LoggedState
    private let faults: FaultPlan
    private let records: WorldRecords
    private let numbering: JournalNumbering

    /// When it was taken, on the world's clock.
    var at: Timestamp { kept.present.now }

    /// Copies a world; a request that is served at the same time may be in the copy or not.
    ///
    /// `discard` takes what the world no longer needs after it.
    init(of world: World, named name: String, wall: Timestamp, discard: (any Discarded) -> Void) {
        self.name = name
        let (copy, unneeded) = world.markedState(wall: wall)
        if !unneeded.isEmpty { discard(Shared(unneeded)) }
        kept = copy
        faults = FaultPlan(copying: world.faults, shared: world.faults.sharedRules)
        records = WorldRecords(copying: world.records)
        numbering = world.journal.numbering
    }

    /// What a world starts with if it is restored from this snapshot.
    ///
    /// The keyless rules are the present ones, each enabled or disabled as now, but with their counts in the snapshot. The
    /// log of changes has only the marks of `snapshots`, which are all that there are now.
    func initialWorld(sharing shared: [FaultRule], besides snapshots: [WorldSnapshot]) -> InitialWorld {
        InitialWorld(
            state: kept.present.state.revived(),
            faults: FaultPlan(copying: faults, shared: shared),
            records: WorldRecords(copying: records),
            changes: kept.changes.keepingMarks(of: snapshots.map(\.kept.changes)),
            numbering: numbering
        )
    }
}
