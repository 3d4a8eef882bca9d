import Domain
import Testing

@testable import EmulatorCore

@Suite struct SandboxResetTests {
    @Test func `a reset empties the world and keeps the sandbox`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        let old = sandbox.world
        try old.addCustomer()
        _ = old.journal.open(.sample())
        #expect(old.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        _ = old.idempotency.claim("k", fingerprint: [1], at: .start)
        test.registry.configure(sandbox, with: .naming("Changed"))
        #expect(test.registry.reset(sandbox) == ResetReport(sandboxes: 1, cancelled: CancelledWork(responses: 0)))
        #expect(try test.sandbox("kdv_test_a") === sandbox)
        #expect(sandbox.world !== old)
        #expect(sandbox.customerIDs.isEmpty)
        #expect(sandbox.organization.name == "Your Platform Inc")
        #expect(sandbox.world.journal.open(.sample()).seq == 1)
        #expect(sandbox.world.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        guard case .first = sandbox.world.idempotency.claim("k", fingerprint: [2], at: .start) else {
            Issue.record("an idempotency record has outlived the reset")
            return
        }
        #expect(test.discarded.value == 1)
    }

    @Test func `a seeded reset gives the same ids again`() throws {
        let test = TestRegistry(seed: 42)
        let sandbox = try test.sandbox("kdv_test_a")
        func trace() throws -> [String] {
            let first = try sandbox.world.addCustomer()
            let second = try sandbox.world.addCustomer()
            let events = sandbox.world.transaction { $0.outbox.events.map(\.id.description) }
            return [first, second, sandbox.world.journal.open(.sample()).requestID] + events
        }
        let before = try trace()
        let organization = sandbox.organization
        _ = test.registry.reset(sandbox)
        #expect(try trace() == before)
        #expect(sandbox.organization == organization)
    }

    @Test func `a seeded registry gives the same fixed ids on every machine`() throws {
        let sandbox = try TestRegistry(seed: 42).sandbox("kdv_test_local")
        #expect(sandbox.id.description == "sbx_YYQ6F170NQC5EKSTN4Q6KVTVJ9")
        #expect(sandbox.organization.id.description == "org_W8AE7VDSCRF55R1RY1C3YC3S2Z")
        #expect(sandbox.organization.teams.map(\.id.description) == ["t1_0ggd6swmebob"])
        #expect(try sandbox.world.addCustomer() == "cus_BAW77G6S2H2XAFM772EETMVWY2")
    }

    @Test func `a reset without a seed gives new ids but keeps the organization and its teams`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        let organization = sandbox.organization
        var seen: Set<String> = []
        for _ in 0..<10 {
            seen.insert(try sandbox.world.addCustomer())
            _ = test.registry.reset(sandbox)
            #expect(sandbox.organization == organization)
        }
        #expect(seen.count == 10)
    }

    @Test func `the seed of a reset also applies to later resets of the sandbox`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        _ = test.registry.reset(sandbox, ResetOrder(seed: 5))
        let id = try sandbox.world.addCustomer()
        _ = test.registry.reset(sandbox)
        #expect(try sandbox.world.addCustomer() == id)
        _ = test.registry.reset(sandbox, ResetOrder(seed: 6))
        #expect(try sandbox.world.addCustomer() != id)
        let minted = try #require(TestRegistry().registry.mint(key: "kdv_test_a", seed: 5))
        #expect(try minted.world.addCustomer() == id)
    }

    @Test func `the seed of a reset of all sandboxes also applies to later sandboxes`() throws {
        let test = TestRegistry()
        _ = try test.sandbox("kdv_test_a")
        _ = test.registry.resetAll(ResetOrder(seed: 5))
        let minted = try #require(TestRegistry().registry.mint(key: "kdv_test_b", seed: 5))
        #expect(test.registry.baseline.seed == 5)
        #expect(try test.sandbox("kdv_test_b").world.addCustomer() == minted.world.addCustomer())
        #expect(try test.sandbox("kdv_test_a").baseline.seed == 5)
    }

    @Test func `a reset cancels and counts the pending responses`() throws {
        let test = TestRegistry()
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        let cancelled = Counter()
        for world in [left.world, left.world, right.world] { #expect(world.pending.add { cancelled.add() } != nil) }
        #expect(test.registry.reset(left) == ResetReport(sandboxes: 1, cancelled: CancelledWork(responses: 2)))
        #expect(cancelled.value == 2)
        #expect(left.world.pending.add { cancelled.add() } != nil)
        #expect(test.registry.resetAll() == ResetReport(sandboxes: 2, cancelled: CancelledWork(responses: 2)))
        #expect(cancelled.value == 4)
        #expect(test.discarded.value == 3)
    }

    @Test func `work that is still running in an old world does not reach the new one`() throws {
        let test = TestRegistry(seed: 42)
        let sandbox = try test.sandbox("kdv_test_a")
        let old = sandbox.world
        let opened = old.journal.open(.sample())
        _ = test.registry.reset(sandbox)
        try old.addCustomer("Late")
        var outcome = JournalEntry.Outcome()
        outcome.status = 201
        old.journal.close(opened.seq, with: outcome)
        old.idempotency.finish("k", with: StoredAnswer(status: 201, headers: [], body: [], requestID: "req_1"))
        #expect(old.pending.add {} == nil)
        #expect(sandbox.customerIDs.isEmpty)
        #expect(sandbox.world.journal.entries().isEmpty)
        #expect(sandbox.world.transaction { $0.outbox.total } == 0)
        #expect(sandbox.world.pending.close() == 0)
    }

    @Test func `a seeded world refuses page cursors of another key's world`() throws {
        let test = TestRegistry(seed: 42)
        let left = try test.sandbox("kdv_test_a").world.transaction { $0.cursors }
        let right = try test.sandbox("kdv_test_b").world.transaction { $0.cursors }
        #expect(throws: DomainError.invalidCursor) { try right.position(of: left.cursor(at: 3, of: "q"), in: "q") }
    }

    // MARK: Settings of all sandboxes

    @Test func `settings of all sandboxes apply to existing and later sandboxes`() throws {
        let test = TestRegistry()
        let now = try test.sandbox("kdv_test_a")
        test.registry.configureAll(with: .naming("First"))
        var patch = OrganizationPatch()
        patch.plan = .pro
        test.registry.configureAll(with: patch)
        let later = try test.sandbox("kdv_test_b")
        let minted = try #require(test.registry.mint(key: nil, seed: 3))
        for sandbox in [now, later, minted] {
            #expect(sandbox.organization.name == "First")
            #expect(sandbox.organization.plan == .pro)
        }
        #expect(test.registry.organizationOfNewSandbox().name == "First")
        #expect(test.registry.organizationOfNewSandbox(key: "kdv_test_b") == later.organization)
    }

    @Test func `a reset of one sandbox drops its own settings and keeps those of all sandboxes`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.configureAll(with: .naming("All"))
        var patch = OrganizationPatch.naming("Own")
        patch.plan = .starter
        test.registry.configure(sandbox, with: patch)
        #expect(sandbox.organization.name == "Own")
        _ = test.registry.reset(sandbox)
        #expect(sandbox.organization.name == "All")
        #expect(sandbox.organization.plan == .business)
    }

    @Test func `a reset of all sandboxes drops the settings of all sandboxes`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.configureAll(with: .naming("All"))
        _ = test.registry.resetAll()
        #expect(sandbox.organization.name == "Your Platform Inc")
        #expect(try test.sandbox("kdv_test_b").organization.name == "Your Platform Inc")
        #expect(test.registry.organizationOfNewSandbox().name == "Your Platform Inc")
    }

    @Test func `a team that settings add keeps its id across resets`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        var patch = OrganizationPatch()
        patch.teams = [.init(name: "Operations"), .init(name: "Sales")]
        test.registry.configureAll(with: patch)
        let teams = sandbox.organization.teams
        #expect(teams.map(\.name) == ["Operations", "Sales"])
        _ = test.registry.reset(sandbox)
        #expect(sandbox.organization.teams == teams)
        #expect(try test.sandbox("kdv_test_b").organization.teams == teams)
    }

    @Test func `parallel resets and requests leave a consistent world`() async throws {
        let test = TestRegistry(seed: 42)
        let registry = test.registry
        let sandbox = try test.sandbox("kdv_test_a")
        await withTaskGroup { group in
            for number in 0..<400 {
                group.addTask {
                    if number.isMultiple(of: 20) {
                        _ = registry.reset(sandbox)
                    } else {
                        _ = try? sandbox.world.addCustomer()
                    }
                }
            }
        }
        #expect(test.discarded.value == 20)
        let trace = sandbox.world.transaction { ($0.customers.count, $0.outbox.total) }
        #expect(trace.0 == trace.1)
        _ = registry.reset(sandbox)
        #expect(try sandbox.world.addCustomer() == TestRegistry(seed: 42).sandbox("kdv_test_a").world.addCustomer())
    }
}
