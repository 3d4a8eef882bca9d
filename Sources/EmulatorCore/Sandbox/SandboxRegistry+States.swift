import Documents
package import Domain
import Synchronization

extension SandboxRegistry {
    /// Gives a sandbox another world, which was exported from this sandbox or from another one.
    ///
    /// The old world ends as in a reset. Fault rules stay as they are, with their counts; journal, rate buckets and
    /// replayable answers start anew. The keys of the organization that comes along find this sandbox, and so does the
    /// key that the sandbox was created with: if the organization does not have it, it gets it as an active one. A key
    /// that opens another sandbox already is refused, and nothing has changed then.
    package func replaceState(
        of sandbox: Sandbox,
        with state: WorldState,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) throws(StateError) -> ResetReport {
        var state = state.revived()
        try attachKeys(of: state.organization, to: sandbox)
        state.organization.addKey(sandbox.key, ids: sandbox.baseline.identifiers)
        let present = sandbox.world.faults
        let beginning = WorldBeginning(
            state: state,
            faults: FaultPlan(copying: present, shared: present.sharedRules),
            records: WorldRecords()
        )
        return begin(beginning, in: sandbox, whenSilent: whenSilent)
    }

    /// Puts a sandbox back to one of its snapshots; nil if it has none of that name.
    ///
    /// The old world ends as in a reset, and what it had sent meanwhile stays sent. A clock that moves has moved on
    /// since, so what has fallen due runs at once; one that stands goes back to where it stood. Keys that have come to
    /// another sandbox meanwhile stay there. The baseline of the sandbox stays what it is.
    package func restore(
        _ sandbox: Sandbox,
        snapshot name: String,
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport? {
        guard let snapshot = sandbox.snapshot(named: name) else { return nil }
        let beginning = snapshot.beginning(sharing: sandbox.world.faults.sharedRules)
        storage.withLock { storage in
            guard storage.byID[sandbox.id] === sandbox else { return }
            storage.attach(beginning.state.organization.apiKeys.map(\.secret), to: sandbox)
        }
        return begin(beginning, in: sandbox, whenSilent: whenSilent)
    }

    /// Keys that the organization has lost still find the sandbox, as after any change of its keys.
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

    /// The new world sends nothing before the old one is silent.
    private func begin(
        _ beginning: WorldBeginning,
        in sandbox: Sandbox,
        whenSilent: @escaping @Sendable () -> Void
    ) -> ResetReport {
        var current = sandbox.current
        let world = World(
            state: beginning.state,
            seed: WorldSeed(value: current.baseline.seed ?? settings.randomSeed(), key: sandbox.key),
            budget: settings.budget,
            faults: beginning.faults,
            runner: settings.makeRunner(),
            records: beginning.records
        )
        current.world = world
        let old = sandbox.replaceWorld(by: current)
        let clock = settings.clock
        let cancelled = end(old) {
            world.start(wall: clock.now)
            whenSilent()
        }
        return ResetReport(ending: old, cancelled)
    }
}

extension Organization {
    /// Lets a key open the organization that does not have it.
    fileprivate mutating func addKey(_ secret: String, ids: BaselineIdentifiers) {
        guard !apiKeys.contains(where: { $0.secret == secret }) else { return }
        apiKeys.append(APIKey(id: ids.object(named: secret), secret: secret))
    }
}
