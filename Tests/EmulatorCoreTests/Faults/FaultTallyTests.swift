import Documents
import Domain
import Testing

@testable import EmulatorCore

/// What fault rules did in a run, over all their worlds.
@Suite struct FaultTallyTests {
    private static func rule(_ id: String = "r", times: Int? = nil) throws -> FaultRule {
        var fault = RequestFault(
            matcher: try RequestMatcher(["any": true], at: "/on"),
            action: .connection(.reset),
            phase: .beforeCommit
        )
        fault.repeats = .standard
        var rule = FaultRule(id: id, source: ["any": true], subject: .requests(fault))
        rule.counter.times = times
        return rule
    }

    private static func arrival(_ seq: Int, body: String = "{}") -> RequestArrival {
        RequestArrival(
            seq: seq,
            method: "POST",
            target: "/v1/customers",
            headers: [],
            body: Array(body.utf8),
            connection: nil,
            at: .start
        )
    }

    /// Lets the rules of a plan answer a request.
    private static func hit(_ plan: FaultPlan, _ seq: Int, body: String = "{}") {
        let arrival = arrival(seq, body: body)
        if let repeated = plan.takeRepeat(arrival), plan.fire(for: repeated, arrival, in: .beforeCommit) != nil {
            return
        }
        _ = plan.fire(for: .getMe, arrival, in: .beforeCommit)
    }

    private static func plan(_ rules: FaultRule...) -> FaultPlan {
        FaultPlan(own: rules, shared: [], seed: WorldSeed(value: 1, key: "a"))
    }

    /// The counts as texts such as `r: 3 matched, 1 fired, 1 absorbed, 0 not repeated`.
    private static func texts(_ tallies: FaultTallies) -> [String] {
        tallies.all.map { tally in
            "\(tally.id): \(tally.matched) matched, \(tally.fired) fired, \(tally.absorbed) absorbed, "
                + "\(tally.notRepeated) not repeated"
        }
    }

    @Test func `a rule counts its matches, its firings, and whether the requests came again`() throws {
        let plan = Self.plan(try Self.rule(times: 2), try Self.rule("idle"))
        Self.hit(plan, 1)
        Self.hit(plan, 2)
        Self.hit(plan, 3, body: "other")
        #expect(
            Self.texts(plan.tallies) == [
                "r: 2 matched, 2 fired, 1 absorbed, 2 not repeated",
                "idle: 0 matched, 0 fired, 0 absorbed, 0 not repeated",
            ]
        )
    }

    @Test func `a rule that was removed or replaced stays in the tallies`() throws {
        let plan = Self.plan(try Self.rule())
        Self.hit(plan, 1, body: "a")
        plan.add(try Self.rule(), isShared: false)
        Self.hit(plan, 2, body: "b")
        #expect(plan.remove(nil, isShared: false) == 1)
        #expect(Self.texts(plan.tallies) == ["r: 2 matched, 2 fired, 0 absorbed, 2 not repeated"])
    }

    @Test func `a copy of a plan counts only what its rules do after the copy`() throws {
        let plan = Self.plan(try Self.rule())
        Self.hit(plan, 1, body: "a")
        let copy = FaultPlan(copying: plan, shared: [])
        Self.hit(copy, 2, body: "b")
        #expect(copy.rules.map(\.counter.fired) == [2])
        #expect(Self.texts(copy.tallies) == ["r: 1 matched, 1 fired, 0 absorbed, 1 not repeated"])
        #expect(copy.remove("r", isShared: false) == 1)
        #expect(Self.texts(copy.tallies) == ["r: 1 matched, 1 fired, 0 absorbed, 1 not repeated"])
    }

    @Test func `a registry adds up the rules of all worlds, those that have ended included`() throws {
        let test = TestRegistry(maximum: 2)
        for key in ["kdv_test_a", "kdv_test_b", "kdv_test_c"] {
            let sandbox = try test.sandbox(key)
            test.registry.addFault(try Self.rule(), to: sandbox)
            Self.hit(sandbox.world.faults, 1)
            sandbox.takeSnapshot(named: "one", wall: .start)
            _ = test.registry.restore(sandbox, snapshot: "one")
            _ = test.registry.reset(sandbox)
        }
        #expect(Self.texts(test.registry.faultTallies) == ["r: 3 matched, 3 fired, 0 absorbed, 3 not repeated"])
    }

    @Test func `a keyless rule that no sandbox has is in the tallies`() throws {
        let test = TestRegistry()
        test.registry.addFault(try Self.rule("all"), to: nil)
        #expect(
            Self.texts(test.registry.faultTallies) == ["all: 0 matched, 0 fired, 0 absorbed, 0 not repeated"]
        )
    }

    @Test func `at most a thousand rules are in the tallies`() throws {
        var tallies = FaultTallies()
        for number in 1...1_100 { tallies.add(FaultTally(try Self.rule("\(number)"), FaultHits())) }
        #expect(tallies.all.count == 1_000)
    }
}
