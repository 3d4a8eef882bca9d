import Domain
import Testing

@testable import EmulatorCore

struct KeylessSettingsTests {
    private let test = DrivenRegistry()
    private let noon = Timestamp.start.adding(.hours(2))

    private func now(_ sandbox: Sandbox) -> Timestamp { sandbox.world.now(wall: test.registry.now) }

    private func policy(_ sandbox: Sandbox) -> WebhookPolicy { sandbox.world.transaction { $0.policy } }

    // MARK: Clock

    @Test(arguments: WorldClock.Mode.allCases)
    func `a clock set for all sandboxes also applies to sandboxes created later`(mode: WorldClock.Mode) throws {
        let early = try test.sandbox("kdv_test_a")
        test.registry.setClockOfAll(mode, to: noon)
        test.clock.advance(milliseconds: 5)
        let late = try test.sandbox("kdv_test_b")
        let minted = try #require(test.registry.mint(key: nil, seed: 3))
        let expected = mode == .real ? noon.adding(milliseconds: 5) : noon
        for sandbox in [early, late, minted] {
            #expect(now(sandbox) == expected)
            #expect(sandbox.world.transaction { $0.clock.mode } == mode)
        }
        #expect(test.registry.clockOfNewSandboxes.now(wall: test.registry.now) == expected)
    }

    @Test func `a clock set for all sandboxes without a time takes the wall time`() throws {
        test.registry.setClockOfAll(.frozen, to: nil)
        test.clock.advance(milliseconds: 5)
        #expect(now(try test.sandbox("kdv_test_a")) == .start)
        test.registry.setClockOfAll(.real, to: nil)
        #expect(now(try test.sandbox("kdv_test_a")) == test.registry.now)
        #expect(test.registry.clockOfNewSandboxes == .wall)
    }

    @Test func `a reset of one sandbox drops its own clock and keeps the clock of all sandboxes`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.setClockOfAll(.frozen, to: noon)
        sandbox.world.setClock(.frozen, to: .start, wall: test.registry.now)
        #expect(now(sandbox) == .start)
        _ = test.registry.reset(sandbox)
        #expect(now(sandbox) == noon)
    }

    @Test func `a reset of all sandboxes drops the clock set for all`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.setClockOfAll(.frozen, to: noon)
        _ = test.registry.resetAll()
        test.clock.advance(milliseconds: 5)
        #expect(now(sandbox) == test.registry.now)
        #expect(now(try test.sandbox("kdv_test_b")) == test.registry.now)
        #expect(test.registry.clockOfNewSandboxes == .wall)
    }

    // MARK: Policy

    @Test func `a webhook policy set for all sandboxes applies to later ones until all are reset`() throws {
        let early = try test.sandbox("kdv_test_a")
        #expect(policy(early) == WebhookPolicy())
        var changed = WebhookPolicy()
        changed.retries = [.seconds(1)]
        changed.order = .none
        test.registry.setPolicyOfAll(changed)
        #expect(policy(early) == changed)
        #expect(policy(try test.sandbox("kdv_test_b")) == changed)
        #expect(test.registry.policyOfNewSandboxes == changed)
        early.world.transaction { $0.setPolicy(WebhookPolicy()) }
        _ = test.registry.reset(early)
        #expect(policy(early) == changed)
        _ = test.registry.resetAll()
        #expect(policy(early) == WebhookPolicy())
        #expect(policy(try test.sandbox("kdv_test_c")) == WebhookPolicy())
        #expect(test.registry.policyOfNewSandboxes == WebhookPolicy())
    }

    @Test func `a new clock for all sandboxes wakes the runner of each world`() throws {
        _ = try test.sandbox("kdv_test_a")
        _ = try test.sandbox("kdv_test_b")
        test.registry.setClockOfAll(.frozen, to: noon)
        #expect(test.runners.map(\.wakes) == [1, 1])
    }

    @Test func `a new policy for all sandboxes wakes the runner of each world with a waiting delivery`() throws {
        for key in ["kdv_test_a", "kdv_test_b"] {
            let world = try test.sandbox(key).world
            world.addEndpoint()
            try world.addCustomer()
        }
        let wakes = test.runners.map(\.wakes)
        test.registry.setPolicyOfAll(WebhookPolicy())
        #expect(test.runners.map(\.wakes) == wakes.map { $0 + 1 })
    }

    // MARK: Finding

    @Test func `sandboxes are found by a condition on their worlds`() throws {
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        let id = try left.world.addCustomer()
        try right.world.addCustomer()
        let token = try left.world.transaction { state throws(DomainError) in
            try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start).token
        }
        #expect(test.registry.sandboxes { $0.hasSetupLink(token: token) }.map(\.id) == [left.id])
        #expect(test.registry.sandboxes { $0.customers.count == 1 }.count == 2)
        #expect(test.registry.sandboxes { $0.hasSetupLink(token: "csl_unknown") }.isEmpty)
        _ = test.registry.reset(left)
        #expect(test.registry.sandboxes { $0.hasSetupLink(token: token) }.isEmpty)
    }

    // MARK: Resets

    @Test func `a reset stops the runner of the old world and counts the cancelled work`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let other = try test.sandbox("kdv_test_b")
        for world in [sandbox.world, other.world] {
            world.addEndpoint()
            let id = try world.addCustomer()
            try world.transaction { state throws(DomainError) in
                _ = try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
            }
        }
        let silent = Counter()
        let report = test.registry.reset(sandbox) { silent.add() }
        #expect(report.sandboxes == 1)
        #expect(report.cancelled == CancelledWork(deliveries: 1, timers: 1))
        #expect(report.leftovers.undeliveredEvents.count == 1)
        #expect(test.runners.map(\.stops) == [1, 0, 0])
        #expect(silent.value == 0)
        test.runners.first?.fallSilent()
        #expect(silent.value == 1)
        #expect(test.registry.reset(sandbox) == ResetReport(sandboxes: 1))
    }

    @Test func `a reset of all sandboxes is silent when all old worlds are silent`() throws {
        for key in ["kdv_test_a", "kdv_test_b", "kdv_test_c"] {
            let world = try test.sandbox(key).world
            world.addEndpoint()
            try world.addCustomer()
        }
        let silent = Counter()
        let report = test.registry.resetAll { silent.add() }
        #expect(report.sandboxes == 3)
        #expect(report.cancelled == CancelledWork(deliveries: 3))
        #expect(report.leftovers.undeliveredEvents.count == 3)
        #expect(test.runners.map(\.stops) == [1, 1, 1, 0, 0, 0])
        for runner in test.runners.prefix(3) {
            #expect(silent.value == 0)
            runner.fallSilent()
        }
        #expect(silent.value == 1)
    }

    @Test func `a reset without sandboxes is silent at once`() {
        let silent = Counter()
        #expect(test.registry.resetAll { silent.add() } == ResetReport())
        #expect(silent.value == 1)
    }

    @Test func `dropping a sandbox stops its runner`() throws {
        test.registry.drop(try test.sandbox("kdv_test_a"))
        #expect(test.runners.map(\.stops) == [1])
    }
}
