import Documents
package import Domain
import Synchronization

extension SandboxRegistry {
    /// Replaces the world of a sandbox by a state that was exported from this sandbox or from another one.
    ///
    /// The old world ends as in a reset. Fault rules stay, with their counts; the journal, the rate buckets and the
    /// replayable responses start empty. The keys of the new organization open this sandbox. If the key that the
    /// sandbox was created with is not among them, the organization gets it as an active key.
    ///
    /// - Throws: `StateError` if one of the keys opens another sandbox; nothing has changed then.
    package func replaceState(
        of sandbox: Sandbox,
        with state: WorldState,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) throws(StateError) -> ResetReport {
        var state = state.revived()
        try attachKeys(of: state.organization, to: sandbox)
        state.organization.addKey(sandbox.key, ids: sandbox.baseline.identifiers)
        let present = sandbox.world.faults
        let initial = InitialWorld(
            state: state,
            faults: FaultPlan(copying: present, shared: present.sharedRules),
            records: WorldRecords(),
            changes: ChangeLog(startingWith: DatedState(state, wall: now)),
            numbering: nil
        )
        return begin(initial, in: sandbox, whenSilent: whenSilent)
    }

    /// Restores one of the snapshots of a sandbox; nil if it has none of that name.
    ///
    /// The old world ends as in a reset. A real clock has gone on, so that timers that are due since then run at
    /// once; a frozen clock shows the time of the snapshot again. The journal starts empty, with the number and the
    /// request id that came next at the snapshot. Keys that open another sandbox by now stay there. The baseline of the
    /// sandbox does not change.
    package func restore(
        _ sandbox: Sandbox,
        snapshot name: String,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport? {
        guard let snapshot = sandbox.snapshot(named: name) else { return nil }
        let snapshots = sandbox.snapshotShelf.withLock { $0 }
        let initial = snapshot.initialWorld(sharing: sandbox.world.faults.sharedRules, besides: snapshots)
        storage.withLock { storage in
            guard storage.byID[sandbox.id] === sandbox else { return }
            storage.attach(initial.state.organization.apiKeys.map(\.secret), to: sandbox)
        }
        return begin(initial, in: sandbox, whenSilent: whenSilent)
    }

    /// Makes the keys of a new organization open a sandbox; the keys of the old one still open it, too.
    ///
    /// Throws, without a change, if one of the keys opens another sandbox.
    private func attachKeys(of organization: Organization, to sandbox: Sandbox) throws(StateError) {
        let keys = organization.apiKeys.map(\.secret)
        let taken = storage.withLock { storage -> Int? in
            let taken = keys.firstIndex { key in storage.byKey[key].map { $0 !== sandbox } ?? false }
            if taken == nil, storage.byID[sandbox.id] === sandbox { storage.attach(keys, to: sandbox) }
            return taken
        }
        guard let taken else { return }
        let place = JSONPointer(["organization", "api_keys", String(taken), "secret"])
        throw StateError("opens another sandbox", at: place)
    }

    /// Replaces the world; the new one sends nothing before the old one can send nothing more.
    private func begin(
        _ initial: InitialWorld,
        in sandbox: Sandbox,
        whenSilent: @escaping @Sendable () -> Void
    ) -> ResetReport {
        var current = sandbox.current
        let world = World(
            state: initial.state,
            changes: initial.changes,
            seed: WorldSeed(value: current.baseline.seed ?? settings.randomSeed(), key: sandbox.key),
            budget: settings.budget,
            faults: initial.faults,
            runner: settings.makeRunner(),
            records: initial.records,
            source: FeedSource(feed: feed, sandbox: sandbox.id),
            coverage: sandbox.coverage,
            numbering: initial.numbering,
            wall: now
        )
        current.world = world
        let old = sandbox.replaceWorld(by: current)
        let clock = settings.clock
        let cancelled = end(old) {
            world.start(wall: clock.now)
            whenSilent()
        }
        return ResetReport(ending: old, cancelled, at: now)
    }
}

extension Organization {
    /// Adds an active key, unless the organization has it.
    fileprivate mutating func addKey(_ secret: String, ids: BaselineIdentifiers) {
        guard !apiKeys.contains(where: { $0.secret == secret }) else { return }
        apiKeys.append(APIKey(id: ids.object(named: secret), secret: secret))
    }
}
