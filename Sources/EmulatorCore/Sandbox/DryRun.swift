import Domain

/// Copies of a sandbox and of the registry, in which a request can be tried without an effect on the real ones.
package struct DryRun: Sendable {
    /// A registry with the copied sandbox alone.
    package let registry: SandboxRegistry
    /// The copied sandbox.
    package let sandbox: Sandbox
    /// A clock that shows the wall time at which the copies were made.
    package var clock: EmulatorClock { registry.settings.clock }

    /// Copies a sandbox of a registry; a request that is served at the same time may be in the copy or not.
    package init(of sandbox: Sandbox, in registry: SandboxRegistry) {
        let wall = registry.now
        self.sandbox = Sandbox(dryRunOf: sandbox, wall: wall)
        self.registry = SandboxRegistry(dryRunOf: registry, with: self.sandbox, wall: wall)
    }

    /// The key for a request without a key: the first active one, or else the one that the sandbox was created with.
    package var key: String {
        let wall = clock.now
        let active = sandbox.world.read(at: wall) { state in
            state.organization.apiKeys.first { $0.status(at: state.now(wall: wall)) == .active }?.secret
        }
        return active ?? sandbox.key
    }
}
