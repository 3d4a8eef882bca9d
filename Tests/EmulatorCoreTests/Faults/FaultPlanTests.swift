import Documents
import Domain
import EmulatorCore
import Testing

@Suite struct FaultPlanTests {
    private static func rule(
        _ id: String = "r",
        _ adjust: (inout RuleCounter) -> Void = { _ in }
    ) throws -> FaultRule {
        let matcher = try RequestMatcher(["any": true], at: "/on")
        var rule = FaultRule(
            id: id,
            source: ["any": true],
            subject: .requests(RequestFault(matcher: matcher, action: .malformed, phase: .afterCommit))
        )
        adjust(&rule.counter)
        return rule
    }

    private static func plan(_ rules: [FaultRule], seed: UInt64 = 1) -> FaultPlan {
        let plan = FaultPlan(shared: [], seed: WorldSeed(value: seed, key: "a"))
        for rule in rules { plan.add(rule, isShared: false) }
        return plan
    }

    /// The numbers of the requests for which a rule fires.
    private static func firings(_ plan: FaultPlan, of count: Int = 8) -> [Int] {
        (1...count).filter { _ in plan.fire(for: .getMe, in: .afterCommit) != nil }
    }

    @Test func `a fault rule fires by skip, times and every, and never with times 0, chance 0 or disabled`() throws {
        #expect(Self.firings(Self.plan([try Self.rule { $0.times = 2 }])) == [1, 2])
        #expect(
            Self.firings(
                Self.plan([
                    try Self.rule {
                        $0.skip = 3; $0.times = 1
                    }
                ])
            ) == [4]
        )
        #expect(Self.firings(Self.plan([try Self.rule { $0.every = 3 }])) == [3, 6])
        #expect(
            Self.firings(
                Self.plan([
                    try Self.rule {
                        $0.skip = 1; $0.every = 2; $0.times = 2
                    }
                ])
            ) == [3, 5]
        )
        #expect(Self.firings(Self.plan([try Self.rule { $0.times = 0 }])) == [])
        #expect(Self.firings(Self.plan([try Self.rule { $0.probability = 0 }])) == [])
        #expect(Self.firings(Self.plan([try Self.rule { $0.isEnabled = false }])) == [])
    }

    @Test func `a fault rule with a probability fires for the same requests with the same seed`() throws {
        let rule = try Self.rule { $0.probability = 0.4 }
        let first = Self.firings(Self.plan([rule]), of: 100)
        #expect(first == Self.firings(Self.plan([rule]), of: 100))
        #expect(first != Self.firings(Self.plan([rule], seed: 2), of: 100))
        #expect((20...60).contains(first.count))
    }

    @Test func `a fault rule with times 2 fires twice among a thousand parallel requests`() async throws {
        let plan = Self.plan([try Self.rule { $0.times = 2 }])
        let fired = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 { group.addTask { plan.fire(for: .getMe, in: .afterCommit) != nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(fired == 2)
        #expect(plan.rules.map(\.counter.matched) == [1000])
        #expect(plan.rules.map(\.counter.fired) == [2])
        #expect(plan.rules.map(\.counter.remaining) == [0])
    }

    @Test func `only the first fault rule fires, and the sandbox's own rules come before shared ones`() throws {
        let plan = FaultPlan(shared: [try Self.rule("shared")], seed: WorldSeed(value: 1, key: "a"))
        plan.add(try Self.rule("own") { $0.times = 1 }, isShared: false)
        #expect(plan.rules.map(\.id) == ["own", "shared"])
        #expect(plan.fire(for: .getMe, in: .afterCommit)?.rule == "own")
        #expect(plan.fire(for: .getMe, in: .afterCommit)?.rule == "shared")
        #expect(plan.fire(for: .getMe, in: .beforeCommit) == nil)
        #expect(plan.rules.map(\.counter.matched) == [2, 1])
    }

    @Test func `a fault rule replaces the rule with the same id and resets its counters`() throws {
        let plan = Self.plan([try Self.rule("a"), try Self.rule("b")])
        _ = plan.fire(for: .getMe, in: .afterCommit)
        plan.add(try Self.rule("a") { $0.skip = 1 }, isShared: false)
        #expect(plan.rules.map(\.id) == ["a", "b"])
        #expect(plan.rules.map(\.counter.matched) == [0, 0])
        #expect(plan.remove("a", isShared: false) == 1)
        #expect(plan.remove("a", isShared: false) == 0)
        #expect(plan.remove(nil, isShared: false) == 1)
        #expect(plan.isEmpty)
    }

    @Test func `an error fault matches only operations whose contract lists the error`() throws {
        let fault = RequestFault(
            matcher: try RequestMatcher(["any": true], at: "/on"),
            operations: ["createCustomer"],
            action: .error(.init(code: "conflict")),
            phase: .beforeCommit
        )
        let elsewhere = FaultRule(id: "r", source: ["any": true], subject: .requests(fault))
        let plan = Self.plan([elsewhere])
        #expect(plan.fire(for: .getMe, in: .beforeCommit) == nil)
        #expect(plan.rules.map(\.counter.matched) == [0])
    }
}
