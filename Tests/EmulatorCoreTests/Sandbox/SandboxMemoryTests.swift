import Domain
import Synchronization
import Testing

@testable import EmulatorCore

/// What sandboxes share, so that thousands of idle ones take little memory.
@Suite struct SandboxMemoryTests {
    private func changes(of sandbox: Sandbox) -> ChangeLog { sandbox.world.loggedState(wall: .start).changes }

    @Test func `sandboxes share the common baseline, also after a reset, but not with a seed of their own`() throws {
        let test = TestRegistry()
        let common = test.registry.storage.withLock { $0.sharedBaseline }
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(sandbox.current.sharedBaseline === common)
        _ = test.registry.reset(sandbox)
        #expect(sandbox.current.sharedBaseline === common)
        _ = test.registry.reset(sandbox, ResetOrder(seed: 7))
        #expect(sandbox.current.sharedBaseline !== common)
        #expect(sandbox.baseline.seed == 7)
        #expect(common.value.seed != 7)
    }

    @Test func `a new world and its changes share the state at the beginning, a restored world has its own`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        let first = sandbox.world.beginning.dated
        #expect(changes(of: sandbox).initial === first)
        try sandbox.world.addCustomer()
        #expect(first.state.customers.count == 0)
        sandbox.takeSnapshot(named: "full", wall: .start)
        _ = test.registry.restore(sandbox, snapshot: "full")
        #expect(sandbox.world.beginning.state.customers.count == 1)
        #expect(changes(of: sandbox).initial === first)
    }
}
