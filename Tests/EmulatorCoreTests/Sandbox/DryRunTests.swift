import Domain
import Testing

@testable import EmulatorCore

@Suite struct DryRunTests {
    private let test = TestRegistry(seed: 42)

    @Test func `a change in a dry run does not change the sandbox`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        try sandbox.world.addCustomer()
        let before = sandbox.world.transaction { $0.exported }
        let run = DryRun(of: sandbox, in: test.registry)
        #expect(run.sandbox.id == sandbox.id)
        #expect(run.sandbox.customerIDs == sandbox.customerIDs)
        let tried = try run.sandbox.world.addCustomer("B")
        #expect(run.sandbox.customerIDs.first == tried)
        #expect(sandbox.world.transaction { $0.exported } == before)
        #expect(try sandbox.world.addCustomer("B") == tried)
    }

    @Test func `a dry run goes on with the numbers and ids of the journal`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        _ = sandbox.world.journal.open(.sample())
        let tried = DryRun(of: sandbox, in: test.registry).sandbox.world.journal.open(.sample())
        #expect(sandbox.world.journal.extent == JournalExtent(evictedBeforeSeq: 1, lastSeq: 1))
        let real = sandbox.world.journal.open(.sample())
        #expect(tried == real)
        #expect(real.seq == 2)
    }

    @Test func `a dry run has copies of the rate limits and the idempotency records`() throws {
        let world = try test.sandbox("kdv_test_a").world
        _ = world.rateLimiter.take(.write, capacity: 2, at: .start)
        #expect(isFirst(world.idempotency.claim("k", fingerprint: [1], at: .start)))
        let calls = Counter()
        #expect(world.idempotency.wait(for: "k") { calls.add() })
        let copy = World(dryRunOf: world, wall: .start)
        #expect(copy.rateLimiter.take(.write, capacity: 2, at: .start).remaining == 0)
        #expect(world.rateLimiter.peek(.write, capacity: 2, at: .start).remaining == 1)
        #expect(isRunning(copy.idempotency.claim("k", fingerprint: [1], at: .start)))
        #expect(isFirst(copy.idempotency.claim("other", fingerprint: [1], at: .start)))
        #expect(isFirst(world.idempotency.claim("other", fingerprint: [1], at: .start)))
        copy.idempotency.abandon("k")
        #expect(calls.value == 0)
        world.idempotency.abandon("k")
        #expect(calls.value == 1)
    }

    @Test func `a dry run knows the keys of its sandbox alone`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let other = try test.sandbox("kdv_test_b")
        let run = DryRun(of: sandbox, in: test.registry)
        #expect(run.key == "kdv_test_a")
        #expect(run.registry.sandboxes.map(\.id) == [sandbox.id])
        guard case .sandbox(let admitted) = run.registry.admit("kdv_test_a") else {
            Issue.record("the key of the sandbox is admitted")
            return
        }
        #expect(admitted === run.sandbox)
        #expect(run.registry.sandbox(openedBy: "kdv_test_b") == nil)
        #expect(test.registry.sandbox(openedBy: "kdv_test_b") === other)
        #expect(test.registry.sandbox(openedBy: "kdv_test_c") == nil)
        #expect(test.registry.sandboxes.count == 2)
    }

    @Test func `a request without a key gets an active key of the sandbox`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        var patch = OrganizationPatch()
        patch.apiKeys = [
            OrganizationPatch.KeyDraft(secret: "kdv_test_a", status: .revoked),
            OrganizationPatch.KeyDraft(secret: "kdv_test_new"),
        ]
        #expect(test.registry.configure(sandbox, with: patch))
        #expect(DryRun(of: sandbox, in: test.registry).key == "kdv_test_new")
    }

    private func isFirst(_ claim: IdempotencyStore.Claim) -> Bool {
        if case .first = claim { true } else { false }
    }

    private func isRunning(_ claim: IdempotencyStore.Claim) -> Bool {
        if case .running = claim { true } else { false }
    }
}
