import Documents
import Domain
import OrderedCollections
import Testing

@testable import EmulatorCore

/// What a dry run says about the fault rules of a world.
@Suite struct FaultTraceTests {
    private static func rule(
        _ id: String = "r",
        on matcher: JSONValue = ["any": true],
        action: FaultAction? = .malformed,
        phase: FaultPhase = .beforeCommit,
        operations: Set<String>? = nil,
        delay: DelayDistribution? = nil,
        _ adjust: (inout RuleCounter) -> Void = { _ in }
    ) throws -> FaultRule {
        let fault = RequestFault(
            matcher: try RequestMatcher(matcher, at: "/on"),
            operations: operations,
            action: action,
            phase: phase
        )
        var rule = FaultRule(id: id, source: matcher, subject: .requests(fault), delay: delay)
        adjust(&rule.counter)
        return rule
    }

    private static func plan(_ rules: [FaultRule], shared: [FaultRule] = []) -> FaultPlan {
        FaultPlan(own: rules, shared: shared, seed: WorldSeed(value: 1, key: "a"))
    }

    /// Explains the rules of a plan for a request that is tried in a phase after `matches` real ones.
    private static func explain(
        _ plan: FaultPlan,
        after matches: Int = 0,
        in phase: FaultPhase = .beforeCommit
    ) throws -> [RuleExplanation] {
        for _ in 0..<matches { _ = plan.fire(for: .getMe, in: phase) }
        let copy = FaultPlan(tracing: plan)
        _ = copy.fire(for: .getMe, in: phase)
        let trace = try #require(copy.trace)
        return trace.explanations(for: .getMe) { "is not tried in \($0.rawValue)" }
    }

    private static func counter(
        skip: Int = 0,
        times: Int? = nil,
        every: Int = 1,
        probability: Double = 1,
        isEnabled: Bool = true
    ) -> RuleCounter {
        var counter = RuleCounter()
        counter.skip = skip
        counter.times = times
        counter.every = every
        counter.probability = probability
        counter.isEnabled = isEnabled
        return counter
    }

    @Test(
        arguments: [
            (counter(skip: 2), 0, "skips its first 2 matches; this is match 1"),
            (counter(skip: 2), 1, "skips its first 2 matches; this is match 2"),
            (counter(skip: 1), 0, "skips its first match; this is match 1"),
            (counter(every: 3), 1, "fires at every 3rd match; this is match 2"),
            (counter(every: 2), 0, "fires at every 2nd match; this is match 1"),
            (counter(every: 11), 4, "fires at every 11th match; this is match 5"),
            (counter(skip: 2, every: 21), 3, "fires at every 21st match after the first 2; this is match 4"),
            (counter(times: 2), 5, "has fired 2 of 2 times"),
            (counter(times: 0), 0, "has fired 0 of 0 times"),
            (counter(probability: 0), 0, "fires with the probability 0; it does not fire at this match"),
            (counter(isEnabled: false), 0, "is disabled"),
        ] as [(RuleCounter, Int, String)]
    )
    func `a rule that matches but does not fire says why`(
        counter: RuleCounter,
        matches: Int,
        why: String
    ) throws {
        let found = try Self.explain(Self.plan([try Self.rule { $0 = counter }]), after: matches)
        #expect(
            found == [RuleExplanation(id: "r", phase: .beforeCommit, matched: true, fires: false, why: why)]
        )
    }

    @Test(
        arguments: [
            (.error(.init(code: "conflict")), "fires: the response is the error conflict"),
            (
                .respond(status: 503, headers: [], body: nil, isUnchecked: true),
                "fires: the response is that of the rule, with the status 503"
            ),
            (.connection(.reset), "fires: the connection is reset without a response"),
            (.connection(.close), "fires: the connection is closed without a response"),
            (.connection(.hang), "fires: the connection stays open without a response"),
            (.truncate(.body(after: nil)), "fires: the body of the response is truncated"),
            (.truncate(.headers(after: nil)), "fires: the header section of the response is truncated"),
            (.drip(chunk: 1, every: .seconds(1)), "fires: the response is sent in pieces"),
            (.malformed, "fires: the body of the response is not valid JSON"),
        ] as [(FaultAction, String)]
    )
    func `a rule that fires says what it does`(action: FaultAction, why: String) throws {
        let found = try Self.explain(Self.plan([try Self.rule(action: action)]))
        #expect(found == [RuleExplanation(id: "r", phase: .beforeCommit, matched: true, fires: true, why: why)])
    }

    @Test(
        arguments: [
            (nil, .fixed(.seconds(2)), "fires: the response is delayed by 2s"),
            (
                .malformed, .uniform(.zero, .seconds(1)),
                "fires: the body of the response is not valid JSON; the response is delayed by 0s to 1s"
            ),
        ] as [(FaultAction?, DelayDistribution, String)]
    )
    func `a rule that delays says how long`(action: FaultAction?, delay: DelayDistribution, why: String) throws {
        let found = try Self.explain(Self.plan([try Self.rule(action: action, delay: delay)]))
        #expect(found.map(\.why) == [why])
    }

    @Test func `a rule that does not match says the first difference`() throws {
        let rules = [
            try Self.rule("operation", on: ["operation": "listCustomers", "method": "POST"]),
            try Self.rule("body", on: ["where": ["/body/name": "Acme*"]]),
            try Self.rule("contract", action: .error(.init(code: "conflict")), operations: ["createCustomer"]),
        ]
        let found = try Self.explain(Self.plan(rules))
        #expect(
            found.map(\.why) == [
                #"/operation is "getMe", not "listCustomers""#, #"/body/name is absent, not "Acme*""#,
                "the contract lists no conflict for getMe",
            ]
        )
        #expect(found.allSatisfy { !$0.matched && !$0.fires })
    }

    @Test func `only the first rule of a phase fires, and own rules come before keyless ones`() throws {
        let plan = Self.plan(
            [try Self.rule("a") { $0.skip = 1 }, try Self.rule("b")],
            shared: [try Self.rule("b"), try Self.rule("later", phase: .afterCommit)]
        )
        let found = try Self.explain(plan)
        #expect(found.map(\.id) == ["a", "b", "b", "later"])
        #expect(found.map(\.fires) == [false, true, false, false])
        #expect(found.map(\.matched) == [true, true, true, true])
        #expect(found[0].why == "skips its first match; this is match 1")
        #expect(found[2].why == "is not tried, because `b` fires first")
        #expect(found[3].why == "is not tried in after_commit")
    }

    @Test func `a rule about deliveries is about no request`() throws {
        let matcher = try DeliveryMatcher(["event": "*"], at: "/on")
        let rule = FaultRule(id: "d", source: ["event": "*"], subject: .deliveries(matcher, .drop))
        let found = try Self.explain(Self.plan([rule]))
        let why = "is about deliveries, not about requests"
        #expect(found == [RuleExplanation(id: "d", phase: nil, matched: false, fires: false, why: why)])
    }

    @Test func `a rule that hits a repeat again names the first request`() throws {
        var fault = RequestFault(
            matcher: try RequestMatcher(["any": true], at: "/on"),
            action: .connection(.reset),
            phase: .beforeCommit
        )
        fault.repeats = .standard
        var rule = FaultRule(id: "r", source: ["any": true], subject: .requests(fault))
        rule.counter.times = 1
        let plan = Self.plan([rule, try Self.rule("other")])
        let arrivals = [7, 8].map { seq in
            RequestArrival(
                seq: seq,
                method: "GET",
                target: "/v1/me",
                headers: [],
                body: [],
                connection: nil,
                at: .start
            )
        }
        _ = plan.fire(for: .getMe, arrivals[0], in: .beforeCommit)
        let copy = FaultPlan(tracing: plan)
        let repeated = try #require(copy.takeRepeat(arrivals[1]))
        _ = copy.fire(for: repeated, arrivals[1], in: .beforeCommit)
        let found = try #require(copy.trace).explanations(for: .getMe) { _ in "" }
        #expect(found[0].fires)
        let why = "fires again, because this repeats request 7: the connection is reset without a response"
        #expect(found[0].why == why)
        #expect(found[1].why == "is not tried, because `r` fires first")
        #expect(plan.takeRepeat(arrivals[1])?.seq == 7)
    }

    @Test func `a dry run changes neither the counts nor the draws of a plan`() throws {
        let rules = [try Self.rule { $0.probability = 0.5 }]
        let plan = Self.plan(rules)
        let twin = Self.plan(rules)
        for _ in 1...50 {
            let told = try Self.explain(plan)[0].fires
            #expect(told == (plan.fire(for: .getMe, in: .beforeCommit) != nil))
            _ = twin.fire(for: .getMe, in: .beforeCommit)
        }
        #expect(plan.rules.map(\.counter) == twin.rules.map(\.counter))
        #expect(plan.trace == nil)
    }
}
