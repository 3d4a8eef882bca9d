import Documents
import Domain
import OrderedCollections
import Testing

@testable import EmulatorCore

@Suite struct WorldStateTests {
    private func export(_ sandbox: Sandbox) -> [UInt8] { sandbox.world.transaction { $0.exported } }

    private func state(_ sandbox: Sandbox) throws -> WorldState {
        try WorldState(importing: try JSONValue(parsing: export(sandbox)))
    }

    @Test func `an exported world continues identically in another instance`() throws {
        let here = TestRegistry(seed: 42)
        let there = TestRegistry(seed: 7)
        let original = try here.sandbox("kdv_test_a")
        let copy = try there.sandbox("kdv_test_a")
        try original.world.addCustomer("Acme")
        let bytes = export(original)
        let report = try there.registry.replaceState(of: copy, with: try state(original))
        #expect(report == ResetReport(sandboxes: 1, cancelled: CancelledWork()))
        #expect(export(copy) == bytes)
        #expect(copy.organization == original.organization)
        #expect(try copy.world.addCustomer() == original.world.addCustomer())
        #expect(export(copy) == export(original))
        #expect(there.discarded.value == 1)
    }

    @Test func `an exported world imports into its sandbox byte for byte at any wall time`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        try sandbox.world.addCustomer()
        sandbox.world.setClock(.real, to: .start.adding(.hours(9)), wall: test.registry.now)
        let bytes = export(sandbox)
        test.clock.advance(milliseconds: 123_456)
        #expect(export(sandbox) == bytes)
        _ = try test.registry.replaceState(of: sandbox, with: try state(sandbox))
        #expect(export(sandbox) == bytes)
        test.clock.advance(milliseconds: 1)
        #expect(sandbox.world.now(wall: test.registry.now) == .start.adding(.hours(9)).adding(milliseconds: 123_457))
    }

    @Test func `the original key of a sandbox still opens it after an import`() throws {
        let test = TestRegistry(seed: 42)
        let source = try TestRegistry(seed: 1).sandbox("kdv_test_other")
        let sandbox = try test.sandbox("kdv_test_a")
        _ = try test.registry.replaceState(of: sandbox, with: try state(source))
        #expect(sandbox.organization.id == source.organization.id)
        #expect(sandbox.organization.apiKeys.map(\.secret) == ["kdv_test_other", "kdv_test_a"])
        #expect(sandbox.organization.apiKeys.map { $0.status(at: .start) } == [.active, .active])
        #expect(try test.sandbox("kdv_test_a") === sandbox)
        #expect(try test.sandbox("kdv_test_other") === sandbox)
        _ = test.registry.reset(sandbox)
        #expect(try test.sandbox("kdv_test_other") !== sandbox)
    }

    @Test func `an import with a key of another sandbox is refused and changes nothing`() throws {
        let test = TestRegistry()
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        let bytes = export(right)
        let world = right.world
        var patch = OrganizationPatch()
        patch.apiKeys = [.init(secret: "kdv_test_c"), .init(secret: "kdv_test_a")]
        test.registry.configure(left, with: patch)
        let taken = try state(left)
        test.registry.drop(try test.sandbox("kdv_test_c"))
        let owner = try test.sandbox("kdv_test_a")
        let error = #expect(throws: StateError.self) { try test.registry.replaceState(of: right, with: taken) }
        #expect(error?.pointer.description == "/organization/api_keys/1/secret")
        #expect(right.world === world)
        #expect(export(right) == bytes)
        #expect(try test.sandbox("kdv_test_a") === owner)
        #expect(try test.sandbox("kdv_test_c") !== right)
    }

    @Test func `an import ends the old world with its journal, limits and responses but keeps fault rules`() throws {
        let test = TestRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        let old = sandbox.world
        test.registry.addFault(try .any("own"), to: sandbox)
        test.registry.addFault(try .any("shared"), to: nil)
        _ = old.faults.fire(for: .sample, in: .afterCommit)
        _ = old.journal.open(.sample())
        #expect(old.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        _ = old.idempotency.claim("k", fingerprint: [1], at: .start)
        #expect(old.pending.add {} != nil)
        let report = try test.registry.replaceState(of: sandbox, with: try state(sandbox))
        #expect(report.cancelled.responses == 1)
        #expect(report.leftovers.unfiredFaults == ["shared"])
        #expect(sandbox.world !== old)
        #expect(old.transaction { $0.isEnded } && !sandbox.world.transaction { $0.isEnded })
        #expect(sandbox.world.faults.rules.map(\.id) == ["own", "shared"])
        #expect(sandbox.world.faults.rules.map(\.counter.fired) == [1, 0])
        #expect(sandbox.world.faults.sharedRules.map(\.id) == ["shared"])
        #expect(sandbox.world.journal.open(.sample()).seq == 1)
        #expect(sandbox.world.rateLimiter.take(.write, capacity: 1, at: .start).retryAfter == nil)
        guard case .first = sandbox.world.idempotency.claim("k", fingerprint: [2], at: .start) else {
            Issue.record("an idempotency record has outlived its world")
            return
        }
        _ = old.faults.fire(for: .sample, in: .afterCommit)
        #expect(sandbox.world.faults.rules.map(\.counter.fired) == [1, 0])
    }

    @Test func `the new world's runner is woken once the old world is silent`() throws {
        let test = DrivenRegistry()
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.world.addEndpoint()
        try sandbox.world.addCustomer()
        let state = try state(sandbox)
        let silence = Counter()
        let report = try test.registry.replaceState(of: sandbox, with: state) { silence.add() }
        #expect(report.cancelled.deliveries == 1)
        #expect(test.runners.count == 2)
        #expect(test.runners[1].wakes == 0 && silence.value == 0)
        test.runners[0].fallSilent()
        #expect(test.runners[1].wakes == 1 && silence.value == 1)
        let first = sandbox.world.transaction { $0.startAttempts(wall: .start).first?.event.type }
        #expect(first == "customer.created")
    }
}

extension FaultRule {
    /// A fault rule that fires for every request after its commit.
    static func any(_ id: String) throws -> FaultRule {
        let matcher = try RequestMatcher(["any": true], at: "/on")
        return FaultRule(
            id: id,
            source: ["any": true],
            subject: .requests(RequestFault(matcher: matcher, action: .malformed, phase: .afterCommit))
        )
    }
}

extension RequestFacts {
    static let sample = RequestFacts(
        operation: "getMe",
        tags: [],
        method: "GET",
        path: "/v1/me",
        query: [],
        headers: [],
        pathParameters: [:],
        body: nil
    )
}
