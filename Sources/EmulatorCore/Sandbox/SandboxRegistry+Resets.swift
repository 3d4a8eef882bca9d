import Domain
import Synchronization

extension SandboxRegistry {
    /// What a new world of a sandbox is made from.
    struct Origin {
        var baseline: Shared<Baseline>
        var isOwnBaseline = false
        var ownSeed: UInt64?
        var isMinted = false

        /// The baseline with its own seed, if there is one; the baseline of most sandboxes is that of all of them.
        var seeded: Shared<Baseline> {
            ownSeed == nil ? baseline : Shared(baseline.value.reseeded(ownSeed))
        }
    }

    /// Creates a sandbox for a key, or for a random key if none is given; nil if the key has a sandbox already.
    package func mint(key: String?, baseline: Baseline? = nil, seed: UInt64? = nil) -> Sandbox? {
        let key = key ?? drawKey()
        let (sandbox, ended) = storage.withLock { storage -> (Sandbox?, World?) in
            guard storage.byKey[key] == nil else { return (nil, nil) }
            storage.evicted.remove(key)
            let ended = makeRoom(in: &storage)
            let origin = Origin(
                baseline: baseline.map(Shared.init) ?? storage.sharedBaseline,
                isOwnBaseline: baseline != nil,
                ownSeed: seed,
                isMinted: true
            )
            return (addSandbox(of: key, origin, in: &storage), ended)
        }
        if let ended { end(ended) }
        return sandbox
    }

    /// Deletes a sandbox; its keys open a new one when they are used again.
    package func drop(_ sandbox: Sandbox) {
        storage.withLock { _ = remove(sandbox, from: &$0) }
        end(sandbox.world)
    }

    /// Accepts the key of an evicted sandbox again, as a reset with this key does.
    package func readmit(_ key: String) {
        storage.withLock { $0.evicted.remove(key) }
    }

    /// Sets the baseline of new sandboxes, to which existing ones change at their next reset.
    package func rebase(on baseline: Baseline) {
        storage.withLock { storage in
            storage.baseline = baseline.reseeded(storage.ownSeed)
            storage.layer.replaceScenarioFaults(by: baseline.faults)
        }
    }

    /// Resets one sandbox to its baseline; settings and fault rules that were given without a key stay.
    ///
    /// `whenSilent` runs once the old world can send nothing more.
    package func reset(
        _ sandbox: Sandbox,
        _ order: ResetOrder = ResetOrder(),
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport {
        let present = sandbox.current
        let (common, layer) = storage.withLock { ($0.sharedBaseline, $0.layer) }
        var origin = Origin(baseline: common, ownSeed: order.seed ?? present.ownSeed)
        if let baseline = order.baseline {
            origin = Origin(baseline: Shared(baseline), isOwnBaseline: true, ownSeed: order.seed)
        } else if present.isOwnBaseline {
            origin.baseline = present.sharedBaseline
            origin.isOwnBaseline = true
        }
        return replaceWorld(origin, in: sandbox, layer: layer, isEmpty: order.isEmpty, whenSilent: whenSilent)
    }

    /// Resets all sandboxes, drops what was set without a key, and accepts the keys of evicted sandboxes again.
    ///
    /// A sandbox is deleted if the baseline does not accept its key or assigns the key to another sandbox.
    package func resetAll(
        _ order: ResetOrder = ResetOrder(),
        whenSilent: @escaping @Sendable () -> Void = {}
    ) -> ResetReport {
        let (layer, evicted) = storage.withLock { storage in
            if let baseline = order.baseline {
                storage.baseline = baseline
                storage.ownSeed = nil
            }
            storage.ownSeed = order.seed ?? storage.ownSeed
            storage.baseline = storage.baseline.reseeded(order.seed)
            storage.layer = SettingsLayer(of: storage.baseline)
            defer { storage.evicted = EvictedKeys() }
            return (storage.layer, storage.evicted)
        }
        settings.discard(Shared(evicted))
        unmatchedFaults.replaceAll(by: layer.faults)
        let all = sandboxes
        let silence = Gathering(parts: all.count + 1, startingWith: ()) { whenSilent() }
        defer { silence.done() }
        return all.reduce(into: ResetReport()) { report, sandbox in
            report.add(putBack(sandbox, order, layer: layer) { silence.done() })
        }
    }

    private func putBack(
        _ sandbox: Sandbox,
        _ order: ResetOrder,
        layer: SettingsLayer,
        whenSilent: @escaping @Sendable () -> Void
    ) -> ResetReport {
        let present = sandbox.current
        let common = storage.withLock { $0.sharedBaseline }
        var origin = Origin(baseline: common)
        if order.baseline == nil {
            origin.ownSeed = order.seed == nil ? present.ownSeed : nil
            origin.isOwnBaseline = present.isOwnBaseline
            if present.isOwnBaseline { origin.baseline = Shared(present.baseline.reseeded(order.seed)) }
        }
        let isAllowed = sandbox.isMinted || common.value.opens(sandbox.key)
        guard isAllowed, common.value.principalKey(of: sandbox.key) == sandbox.key else {
            storage.withLock { _ = remove(sandbox, from: &$0) }
            return ResetReport(ending: sandbox.world, end(sandbox.world, whenSilent: whenSilent), at: now)
        }
        return replaceWorld(origin, in: sandbox, layer: layer, isEmpty: order.isEmpty, whenSilent: whenSilent)
    }

    private func replaceWorld(
        _ origin: Origin,
        in sandbox: Sandbox,
        layer: SettingsLayer,
        isEmpty: Bool,
        whenSilent: @escaping @Sendable () -> Void
    ) -> ResetReport {
        var layer = layer
        if isEmpty { layer.faults = [] }
        let next = makeWorld(
            origin,
            of: sandbox.key,
            id: sandbox.id,
            webhookSecret: sandbox.webhookSecret,
            coverage: sandbox.coverage,
            layer: layer,
            isEmpty: isEmpty
        )
        let old = sandbox.replaceWorld(by: next)
        storage.withLock { storage in
            guard storage.byID[sandbox.id] === sandbox else { return }
            storage.releaseExtraKeys(of: sandbox)
            storage.attach(next.baseline.extraKeys(of: sandbox.key), to: sandbox)
        }
        return ResetReport(ending: old, end(old, whenSilent: whenSilent), at: now)
    }

    // MARK: Creation and end

    func addSandbox(of key: String, _ origin: Origin, in storage: inout Storage) -> Sandbox {
        let baseline = origin.seeded.value
        let (id, secret) = baseline.identity(of: key, randomSeed: settings.randomSeed)
        let coverage = CoverageRecorder()
        let world = makeWorld(
            origin,
            of: key,
            id: id,
            webhookSecret: secret,
            coverage: coverage,
            layer: storage.layer,
            isEmpty: false
        )
        let sandbox = Sandbox(
            id: id,
            key: key,
            webhookSecret: secret,
            coverage: coverage,
            isMinted: origin.isMinted,
            current: world,
            at: settings.clock.now,
            discard: settings.discard
        )
        storage.byID[sandbox.id] = sandbox
        storage.byKey[key] = sandbox
        storage.attach(baseline.extraKeys(of: key), to: sandbox)
        return sandbox
    }

    private func makeWorld(
        _ origin: Origin,
        of key: String,
        id: Identifier<Sandbox>,
        webhookSecret: String,
        coverage: CoverageRecorder,
        layer: SettingsLayer,
        isEmpty: Bool
    ) -> Sandbox.CurrentWorld {
        let shared = origin.seeded
        let baseline = shared.value
        let wall = settings.clock.now
        let seed = WorldSeed(value: baseline.seed ?? settings.randomSeed(), key: key)
        let content = isEmpty ? baseline.emptied : baseline
        var state = content.state(of: baseline.organization(key: key, layer: layer.organization), seed: seed)
        state.setClock(layer.clock ?? content.clock(wall: wall), wall: wall)
        state.setPolicy(layer.policy ?? content.policy)
        state.trustedCertificates = content.trustedCertificates
        content.fill(&state, webhookSecret: webhookSecret, at: state.now(wall: wall))
        let faults = FaultPlan(
            own: origin.isOwnBaseline ? content.faults : [],
            shared: origin.isOwnBaseline ? layer.addedFaults : layer.faults,
            seed: seed
        )
        let beginning = DatedState(state, wall: wall)
        let world = World(
            state: state,
            beginning: beginning,
            changes: ChangeLog(startingWith: beginning),
            seed: seed,
            budget: settings.budget,
            faults: faults,
            runner: settings.makeRunner(),
            source: FeedSource(feed: feed, sandbox: id),
            coverage: coverage,
            wall: wall
        )
        return Sandbox.CurrentWorld(
            sharedBaseline: shared,
            isOwnBaseline: origin.isOwnBaseline,
            ownSeed: origin.ownSeed,
            world: world
        )
    }

    @discardableResult
    func end(_ world: World, whenSilent: @escaping @Sendable () -> Void = {}) -> CancelledWork {
        let cancelled = world.end(whenSilent: whenSilent)
        endedFaults.withLock { $0.add(world.faults.tallies) }
        settings.discard(world)
        return cancelled
    }

    func makeRoom(in storage: inout Storage) -> World? {
        guard storage.byID.count >= settings.maximum,
            let idle = storage.byID.values.min(by: { $0.usedAt < $1.usedAt })
        else { return nil }
        for key in remove(idle, from: &storage) { storage.evicted.insert(key) }
        return idle.world
    }

    /// Removes a sandbox, but keeps what it has counted; returns the keys that opened it.
    private func remove(_ sandbox: Sandbox, from storage: inout Storage) -> Set<String> {
        sandbox.coverage.handOver(to: otherCoverage)
        let keys = storage.remove(sandbox)
        settings.discard(sandbox)
        return keys
    }

    private func drawKey() -> String {
        var stream = RandomStream(seed: settings.randomSeed())
        return stream.text(prefix: "kdv_test_", length: 24, alphabet: .base64URL)
    }
}

extension SandboxRegistry.Storage {
    /// Makes further keys open a sandbox, except those that open another one.
    mutating func attach(_ keys: [String], to sandbox: Sandbox) {
        for key in keys where key != sandbox.key && (byKey[key] == nil || byKey[key] === sandbox) {
            byKey[key] = sandbox
            extraKeys[sandbox.id, default: []].insert(key)
        }
    }

    /// Removes a sandbox; returns the keys that opened it.
    mutating func remove(_ sandbox: Sandbox) -> Set<String> {
        guard byID[sandbox.id] === sandbox else { return [] }
        let extraKeys = releaseExtraKeys(of: sandbox)
        byID[sandbox.id] = nil
        if byKey[sandbox.key] === sandbox { byKey[sandbox.key] = nil }
        return extraKeys.union([sandbox.key])
    }

    @discardableResult
    mutating func releaseExtraKeys(of sandbox: Sandbox) -> Set<String> {
        let keys = extraKeys.removeValue(forKey: sandbox.id) ?? []
        for key in keys where byKey[key] === sandbox { byKey[key] = nil }
        return keys
    }
}
