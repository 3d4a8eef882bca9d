package import Domain
import Synchronization

extension SandboxRegistry {
    /// Changes the settings and keys of one organization; false, without a change, if a key opens another sandbox.
    @discardableResult
    package func configure(_ sandbox: Sandbox, with patch: OrganizationPatch) -> Bool {
        let keys = patch.apiKeys?.map(\.secret) ?? []
        let isFree = storage.withLock { storage in
            guard keys.allSatisfy({ storage.byKey[$0] == nil || storage.byKey[$0] === sandbox }) else { return false }
            guard storage.byID[sandbox.id] === sandbox else { return true }
            storage.attach(keys, to: sandbox)
            return true
        }
        guard isFree else { return false }
        let identifiers = sandbox.baseline.identifiers
        let world = sandbox.world
        _ = world.change(at: now) { state in state.organization.apply(patch, ids: identifiers) }
        world.rateLimiter.refill()
        return true
    }

    /// Changes the settings of all organizations, and of those that are created later.
    package func configureAll(with patch: OrganizationPatch) {
        updateLayer { $0.organization = $0.organization.merged(with: patch) }
        for sandbox in sandboxes { configure(sandbox, with: patch) }
    }

    /// Changes how all organizations deliver webhooks, and how those that are created later do.
    package func setPolicyOfAll(_ policy: WebhookPolicy) {
        updateLayer { $0.policy = policy }
        for sandbox in sandboxes { setPolicy(policy, of: sandbox) }
    }

    /// Changes how one organization delivers webhooks.
    package func setPolicy(_ policy: WebhookPolicy, of sandbox: Sandbox) {
        _ = sandbox.world.change(at: now) { $0.setPolicy(policy) }
    }

    /// Sets the clocks of all sandboxes, and of those that are created later.
    package func setClockOfAll(_ mode: WorldClock.Mode, to moment: Timestamp?) {
        let wall = now
        updateLayer { $0.clock = .showing(moment ?? wall, mode: mode, wall: wall) }
        for sandbox in sandboxes { sandbox.world.setClock(mode, to: moment, wall: wall) }
    }

    /// Changes the settings that new sandboxes get on top of their baseline.
    @discardableResult
    func updateLayer<Result: Sendable>(_ change: (inout SettingsLayer) -> Result) -> Result {
        storage.withLock { change(&$0.layer) }
    }

    /// The keyless fault rules.
    var layerFaults: [FaultRule] { storage.withLock { $0.layer.faults } }
}
