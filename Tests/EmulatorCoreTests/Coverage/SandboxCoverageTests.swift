import Domain
import Testing

@testable import EmulatorCore

/// What is counted for a sandbox while its worlds come and go.
@Suite struct SandboxCoverageTests {
    @Test func `a reset, an import and a restore keep the counts and count no event twice`() throws {
        let test = TestRegistry(seed: 42)
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.coverage.count(.sample("createCustomer", 201))
        try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "one", wall: .start)
        let before = sandbox.coverage.record
        #expect(before.total == 2)
        let old = sandbox.world
        _ = test.registry.reset(sandbox)
        _ = test.registry.restore(sandbox, snapshot: "one")
        _ = try test.registry.replaceState(of: sandbox, with: sandbox.world.transaction { copy $0 })
        _ = test.registry.resetAll()
        #expect(sandbox.world !== old)
        #expect(test.registry.coverage(of: sandbox) == before)
        try sandbox.world.addCustomer()
        #expect(test.registry.coverage(of: sandbox).seen.events == ["customer.created": 2])
    }

    @Test func `each sandbox has counts of its own, and all of them have a sum`() throws {
        let test = TestRegistry()
        for key in ["kdv_test_a", "kdv_test_b"] {
            let sandbox = try test.sandbox(key)
            sandbox.coverage.count(.sample("getMe", 200))
            try sandbox.world.addCustomer()
        }
        test.registry.otherCoverage.count(.sample("getMe", 401, error: "missing_api_key"))
        let one = test.registry.coverage(of: try test.sandbox("kdv_test_a"))
        #expect(one.seen.operations["getMe"]?.statuses == [200: 1])
        #expect(one.seen.events == ["customer.created": 1])
        let all = test.registry.coverage(of: nil)
        #expect(all.seen.operations["getMe"]?.statuses == [200: 2, 401: 1])
        #expect(all.seen.events == ["customer.created": 2])
        #expect(all.total == 5)
    }

    @Test func `the counts of deleted and evicted sandboxes stay in the sum`() throws {
        let test = TestRegistry(maximum: 2)
        for number in 1...4 { try test.sandbox("kdv_test_\(number)").coverage.count(.sample("getMe", 200)) }
        test.registry.drop(try test.sandbox("kdv_test_4"))
        #expect(test.registry.sandboxes.map(\.key) == ["kdv_test_3"])
        #expect(test.registry.coverage(of: nil).total == 4)
        let fresh = try test.sandbox("kdv_test_4")
        #expect(test.registry.coverage(of: fresh) == CoverageRecord())
    }

    @Test func `a sandbox that a reset of all sandboxes deletes stays in the sum`() throws {
        let test = TestRegistry()
        try test.sandbox("kdv_test_b").coverage.count(.sample("getMe", 200))
        var baseline = test.registry.baseline
        baseline.authentication = .declared
        baseline.keys = [OrganizationPatch.KeyDraft(secret: "kdv_test_a")]
        _ = test.registry.resetAll(ResetOrder(baseline: baseline))
        #expect(test.registry.sandboxes.isEmpty)
        #expect(test.registry.coverage(of: nil).total == 1)
    }

    @Test func `a request that ends after its sandbox was deleted still counts in the sum`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        let world = sandbox.world
        test.registry.drop(sandbox)
        world.coverage?.count(.sample("createCustomer", 201))
        try world.addCustomer()
        #expect(test.registry.coverage(of: nil).seen.operations["createCustomer"]?.statuses == [201: 1])
        #expect(test.registry.coverage(of: nil).seen.events == ["customer.created": 1])
    }

    @Test func `the counts of one sandbox, or all counts, can be cleared`() throws {
        let test = TestRegistry(maximum: 2)
        for number in 1...3 { try test.sandbox("kdv_test_\(number)").coverage.count(.sample("getMe", 200)) }
        test.registry.otherCoverage.count(.sample("getMe", 401))
        #expect(test.registry.clearCoverage(of: try test.sandbox("kdv_test_3")) == 1)
        #expect(test.registry.coverage(of: nil).total == 3)
        #expect(test.registry.clearCoverage(of: nil) == 3)
        #expect(test.registry.coverage(of: nil) == CoverageRecord())
        #expect(test.registry.clearCoverage(of: nil) == 0)
    }
}
