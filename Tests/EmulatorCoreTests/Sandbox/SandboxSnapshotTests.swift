import Domain
import Testing

@testable import EmulatorCore

@Suite struct SandboxSnapshotTests {
    private let test = TestRegistry(seed: 42)

    private func export(_ sandbox: Sandbox) -> [UInt8] { sandbox.world.transaction { $0.exported } }

    // MARK: Names

    @Test(arguments: ["a", "A-b_c.9", ".", String(repeating: "x", count: 64)])
    func `a snapshot name of up to 64 letters, digits, dots, hyphens and underscores is accepted`(
        _ name: String
    ) throws {
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(sandbox.takeSnapshot(named: name, wall: .start) == SnapshotSummary(name: name, at: .start))
        #expect(sandbox.snapshots == [SnapshotSummary(name: name, at: .start)])
    }

    @Test(arguments: ["", "a b", "a/b", "ä", "a\n", String(repeating: "x", count: 65)])
    func `an invalid snapshot name is refused`(_ name: String) throws {
        let sandbox = try test.sandbox("kdv_test_a")
        #expect(sandbox.takeSnapshot(named: name, wall: .start) == nil)
        #expect(sandbox.snapshots.isEmpty)
    }

    @Test func `an unknown snapshot cannot be restored or removed, and the world stays`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let world = sandbox.world
        #expect(test.registry.restore(sandbox, snapshot: "a") == nil)
        #expect(!sandbox.removeSnapshot(named: "a"))
        #expect(sandbox.world === world)
    }

    @Test func `snapshots are listed oldest first, and a new one replaces the one of the same name`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let later = Timestamp.start.adding(.seconds(1))
        for name in ["b", "a"] { sandbox.takeSnapshot(named: name, wall: .start) }
        let id = try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "b", wall: later)
        #expect(sandbox.snapshots.map(\.name) == ["a", "b"])
        #expect(sandbox.snapshots.map(\.at) == [.start, later])
        _ = test.registry.restore(sandbox, snapshot: "a")
        #expect(sandbox.customerIDs.isEmpty)
        _ = test.registry.restore(sandbox, snapshot: "b")
        #expect(sandbox.customerIDs == [id])
        #expect(sandbox.removeSnapshot(named: "b"))
        #expect(sandbox.snapshots.map(\.name) == ["a"])
        #expect(test.registry.restore(sandbox, snapshot: "b") == nil)
    }

    // MARK: Restoring

    @Test func `a replaced or removed snapshot is discarded, not freed by its caller`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.takeSnapshot(named: "a", wall: .start)
        #expect(test.discardedOthers.value == 0)
        sandbox.takeSnapshot(named: "a", wall: .start)
        #expect(test.discardedOthers.value == 1)
        #expect(sandbox.removeSnapshot(named: "a"))
        #expect(test.discardedOthers.value == 2)
    }

    @Test func `what the log of changes forgets at a snapshot is discarded, not freed by its caller`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.takeSnapshot(named: "a", wall: .start)
        test.registry.configure(sandbox, with: .naming("Changed"))
        #expect(test.discardedOthers.value == 0)
        sandbox.takeSnapshot(named: "b", wall: .start)
        #expect(test.discardedOthers.value == 1)
    }

    @Test func `a snapshot can be restored repeatedly, each time to the same world`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let kept = try sandbox.world.addCustomer()
        let bytes = export(sandbox)
        sandbox.takeSnapshot(named: "a", wall: .start)
        var seen: Set<String> = []
        for _ in 0..<3 {
            seen.insert(try sandbox.world.addCustomer())
            test.registry.configure(sandbox, with: .naming("Changed"))
            let report = test.registry.restore(sandbox, snapshot: "a")
            #expect(report == ResetReport(sandboxes: 1, cancelled: CancelledWork()))
            #expect(sandbox.customerIDs == [kept])
            #expect(export(sandbox) == bytes)
        }
        #expect(seen.count == 1)
        #expect(test.discarded.value == 3)
    }

    @Test func `snapshots belong to one sandbox and outlive resets`() throws {
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        let kept = try left.world.addCustomer()
        left.takeSnapshot(named: "a", wall: .start)
        #expect(right.snapshots.isEmpty)
        #expect(test.registry.restore(right, snapshot: "a") == nil)
        _ = test.registry.reset(left, ResetOrder(isEmpty: true))
        _ = test.registry.resetAll()
        #expect(left.customerIDs.isEmpty)
        let other = export(right)
        #expect(test.registry.restore(left, snapshot: "a") != nil)
        #expect(left.customerIDs == [kept])
        #expect(export(right) == other)
        _ = test.registry.reset(left)
        #expect(left.customerIDs.isEmpty)
    }

    @Test func `a restore brings back own fault rules and the counters of remaining shared rules`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        test.registry.addFault(try .any("own"), to: sandbox)
        for id in ["gone", "shared"] { test.registry.addFault(try .any(id), to: nil) }
        _ = sandbox.world.faults.setEnabled(false, "own")
        for _ in 0..<2 { _ = sandbox.world.faults.fire(for: .sample, in: .afterCommit) }
        _ = sandbox.world.faults.setEnabled(false, "gone")
        _ = sandbox.world.faults.fire(for: .sample, in: .afterCommit)
        sandbox.takeSnapshot(named: "a", wall: .start)
        for _ in 0..<9 { _ = sandbox.world.faults.fire(for: .sample, in: .afterCommit) }
        _ = test.registry.removeFaults("own", of: sandbox)
        _ = test.registry.removeFaults("gone", of: nil)
        test.registry.addFault(try .any("new"), to: nil)
        _ = test.registry.restore(sandbox, snapshot: "a")
        let rules = sandbox.world.faults.rules
        #expect(rules.map(\.id) == ["own", "shared", "new"])
        #expect(rules.map(\.counter.fired) == [0, 1, 0])
        #expect(rules.map(\.counter.isEnabled) == [false, true, true])
        let listed = test.registry.faults(of: nil)
        #expect(listed.map(\.rule.id) == ["own", "shared", "new"])
        #expect(listed.map(\.sandbox) == [sandbox.id, nil, nil])
    }

    @Test func `a restore brings back stored responses and rate limits, but no running requests`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let world = sandbox.world
        for key in ["done", "running", "given up"] { _ = world.idempotency.claim(key, fingerprint: [1], at: .start) }
        world.idempotency.finish("done", with: StoredAnswer(status: 201, headers: [], body: [1], requestID: "req_1"))
        world.idempotency.abandon("given up")
        _ = world.rateLimiter.take(.write, capacity: 2, at: .start)
        _ = world.onboardingLimiter.count("token", limit: 2, at: .start)
        sandbox.takeSnapshot(named: "a", wall: .start)
        for _ in 0..<5 {
            _ = world.rateLimiter.take(.write, capacity: 2, at: .start)
            _ = world.onboardingLimiter.count("token", limit: 2, at: .start)
        }
        _ = world.idempotency.claim("late", fingerprint: [1], at: .start)
        for _ in 0..<2 {
            _ = test.registry.restore(sandbox, snapshot: "a")
            let restored = sandbox.world
            guard case .replay(let answer) = restored.idempotency.claim("done", fingerprint: [1], at: .start),
                case .mismatch = restored.idempotency.claim("done", fingerprint: [2], at: .start),
                case .first = restored.idempotency.claim("running", fingerprint: [2], at: .start),
                case .first = restored.idempotency.claim("given up", fingerprint: [2], at: .start),
                case .first = restored.idempotency.claim("late", fingerprint: [2], at: .start)
            else {
                Issue.record("the records are not those of the snapshot")
                return
            }
            #expect(answer.requestID == "req_1")
            #expect(restored.rateLimiter.take(.write, capacity: 2, at: .start).retryAfter == nil)
            #expect(restored.rateLimiter.take(.write, capacity: 2, at: .start).retryAfter != nil)
            #expect(restored.onboardingLimiter.count("token", limit: 2, at: .start) == nil)
            #expect(restored.onboardingLimiter.count("token", limit: 2, at: .start) != nil)
        }
    }

    @Test(arguments: [42, nil] as [UInt64?])
    func `a restore winds back the random streams of faults, rule ids and request ids`(_ seed: UInt64?) throws {
        let test = TestRegistry(seed: seed)
        let sandbox = try test.sandbox("kdv_test_a")
        var rule = try FaultRule.any("dice")
        rule.counter.probability = 0.5
        test.registry.addFault(rule, to: sandbox)
        func draw() -> [String] {
            (0..<30).map { _ in
                let world = sandbox.world
                let fired = world.faults.fire(for: .sample, in: .afterCommit)?.rule ?? "none"
                let request = world.journal.open(.sample())
                return "\(fired) \(world.faults.drawID()) \(request.seq) \(request.requestID)"
            }
        }
        let before = draw()
        sandbox.takeSnapshot(named: "a", wall: .start)
        let first = draw()
        #expect(Set(before + first).count == 60)
        for _ in 0..<2 {
            _ = test.registry.restore(sandbox, snapshot: "a")
            #expect(sandbox.world.journal.extent == JournalExtent(evictedBeforeSeq: 31, lastSeq: 30))
            #expect(draw() == first)
            #expect(sandbox.world.faults.rules.map(\.counter.matched) == [60])
        }
    }

    // MARK: Time and deliveries

    @Test(arguments: WorldClock.Mode.allCases)
    func `a restored frozen clock goes back, a restored running clock has moved on`(_ mode: WorldClock.Mode) throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let noon = Timestamp.start.adding(.hours(2))
        sandbox.world.setClock(mode, to: noon, wall: test.registry.now)
        try sandbox.world.transaction { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            let customer = state.createCustomer(CustomerDraft(name: "Acme"), in: team, at: noon)
            state.organization.onboarding.mode = .automatic
            state.organization.onboarding.after = .minutes(5)
            _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: noon)
        }
        sandbox.takeSnapshot(named: "a", wall: noon)
        test.clock.advance(milliseconds: 600_000)
        _ = test.registry.restore(sandbox, snapshot: "a")
        let now = sandbox.world.now(wall: test.registry.now)
        #expect(now == (mode == .real ? noon.adding(.minutes(10)) : noon))
        #expect(sandbox.world.transaction { $0.accounts.count } == (mode == .real ? 1 : 0))
    }

    @Test func `a restored world sends again only the delivery whose attempt was running`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.world.addEndpoint()
        func start() -> [AttemptTicket] { sandbox.world.transaction { $0.startAttempts(wall: .start) } }
        for name in ["sent", "on the wire", "waits"] { try sandbox.world.addCustomer(name) }
        let sent = try #require(start().first)
        let report = AttemptReport(headers: [], outcome: .answered(ReceiverAnswer(status: 200)), tookMilliseconds: 1)
        sandbox.world.transaction { _ = $0.finishAttempt(sent, report, wall: .start) }
        let running = try #require(start().first)
        sandbox.takeSnapshot(named: "a", wall: .start)
        sandbox.world.transaction { _ = $0.finishAttempt(running, report, wall: .start) }
        let old = sandbox.world
        let ended = test.registry.restore(sandbox, snapshot: "a")
        #expect(ended?.cancelled.deliveries == 1)
        let again = start()
        #expect(again.map(\.delivery) == [running.delivery])
        #expect(again.map(\.number) == [1])
        #expect(old.transaction { $0.startAttempts(wall: .start) }.isEmpty)
    }

    @Test func `a restore leaves keys that another sandbox has taken since with that sandbox`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        var patch = OrganizationPatch()
        patch.apiKeys = ["kdv_test_a", "kdv_test_b", "kdv_test_c"].map { .init(secret: $0) }
        test.registry.configure(sandbox, with: patch)
        sandbox.takeSnapshot(named: "a", wall: .start)
        _ = test.registry.reset(sandbox)
        let other = try test.sandbox("kdv_test_b")
        _ = test.registry.restore(sandbox, snapshot: "a")
        #expect(sandbox.organization.apiKeys.count == 3)
        #expect(try test.sandbox("kdv_test_b") === other)
        #expect(try test.sandbox("kdv_test_c") === sandbox)
    }
}
