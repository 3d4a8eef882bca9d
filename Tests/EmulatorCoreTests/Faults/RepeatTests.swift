import Documents
import Domain
import EmulatorCore
import Testing

@Suite struct RepeatTests {
    private static let start = Timestamp(milliseconds: 1_780_567_200_000)

    /// A fault rule that by default resets one connection.
    private static func rule(
        _ repeats: RepeatPolicy = .standard,
        times: Int? = 1,
        action: FaultAction = .connection(.reset),
        phase: FaultPhase = .beforeCommit
    ) throws -> FaultRule {
        var fault = RequestFault(matcher: try RequestMatcher(["any": true], at: "/on"), action: action, phase: phase)
        fault.repeats = repeats
        var rule = FaultRule(id: "r", source: ["any": true], subject: .requests(fault))
        rule.counter.times = times
        return rule
    }

    private static func plan(_ rule: FaultRule) -> FaultPlan {
        FaultPlan(own: [rule], shared: [], seed: WorldSeed(value: 1, key: "a"))
    }

    private static func arrival(
        _ seq: Int,
        _ milliseconds: Int64,
        method: String = "POST",
        target: String = "/v1/customers",
        key: String? = nil,
        body: String = "{}",
        connection: Int? = nil
    ) -> RequestArrival {
        var headers = [HeaderField(name: "User-Agent", value: "test/1")]
        if let key { headers.append(HeaderField(name: "idempotency-KEY", value: key)) }
        return RequestArrival(
            seq: seq,
            method: method,
            target: target,
            headers: headers,
            body: Array(body.utf8),
            connection: connection,
            at: start.adding(milliseconds: milliseconds)
        )
    }

    /// Handles a request as the server does: the fault of a repeat fires again, otherwise the rules are asked.
    private static func ask(_ plan: FaultPlan, _ arrival: RequestArrival) -> (repeats: Int?, isHit: Bool) {
        let repeated = plan.takeRepeat(arrival)
        let again = repeated.flatMap { plan.fire(for: $0, arrival, in: .beforeCommit) }
        return (repeated?.seq, (again ?? plan.fire(for: .getMe, arrival, in: .beforeCommit)) != nil)
    }

    @Test(arguments: [(0, true), (100, true), (101, false), (5_000, false)] as [(Int64, Bool)])
    func `a fault hits a repeated request again if it comes within a tenth of a second`(
        gap: Int64,
        isHit: Bool
    ) throws {
        let plan = Self.plan(try Self.rule())
        #expect(Self.ask(plan, Self.arrival(1, 0)) == (nil, true))
        #expect(Self.ask(plan, Self.arrival(2, gap)) == (1, isHit))
        #expect(plan.rules.first?.counter.fired == 1)
        #expect(plan.rules.first?.counter.matched == (isHit ? 1 : 2))
    }

    @Test func `a request that comes after more than five seconds is not a repeat`() throws {
        let plan = Self.plan(try Self.rule())
        #expect(Self.ask(plan, Self.arrival(1, 0)).isHit)
        #expect(Self.ask(plan, Self.arrival(2, 5_001)) == (nil, false))
    }

    @Test func `a fault rule with a longer repeat time hits later repeats`() throws {
        let plan = Self.plan(try Self.rule(.hit(within: .seconds(8))))
        #expect(Self.ask(plan, Self.arrival(1, 0)).isHit)
        #expect(Self.ask(plan, Self.arrival(2, 8_000)) == (1, true))
        #expect(Self.ask(plan, Self.arrival(3, 16_001)) == (nil, false))
    }

    @Test func `the repeat time counts from the latest broken response`() throws {
        let plan = Self.plan(try Self.rule())
        let hits = (0...5).map { Self.ask(plan, Self.arrival($0 + 1, Int64($0) * 90)) }
        #expect(hits.map(\.repeats) == [nil, 1, 2, 3, 4, 5])
        #expect(hits.map(\.isHit) == Array(repeating: true, count: 6))
        #expect(plan.rules.first?.counter.fired == 1)
    }

    @Test func `a fault hits at most twenty repeats in a row`() throws {
        let plan = Self.plan(try Self.rule())
        let hits = (1...23).map { Self.ask(plan, Self.arrival($0, Int64($0))).isHit }
        #expect(hits == Array(repeating: true, count: 21) + [false, false])
    }

    @Test func `each hit has its own repeat when requests are interleaved`() throws {
        let plan = Self.plan(try Self.rule(times: 2))
        #expect(Self.ask(plan, Self.arrival(1, 0, body: "{1}")).isHit)
        #expect(Self.ask(plan, Self.arrival(2, 1, body: "{2}")) == (nil, true))
        #expect(Self.ask(plan, Self.arrival(3, 2, body: "{1}")) == (1, true))
        #expect(Self.ask(plan, Self.arrival(4, 3, body: "{2}")) == (2, true))
        #expect(Self.ask(plan, Self.arrival(5, 4, body: "{3}")) == (nil, false))
        #expect(plan.rules.first?.counter.fired == 2)
    }

    @Test func `a request with another method, target, body or idempotency key is not a repeat`() throws {
        let others = [
            Self.arrival(2, 1, method: "PATCH", key: "k"), Self.arrival(2, 1, target: "/v1/customers?a=1", key: "k"),
            Self.arrival(2, 1, key: "other"), Self.arrival(2, 1),
        ]
        for other in others {
            let plan = Self.plan(try Self.rule())
            #expect(Self.ask(plan, Self.arrival(1, 0, key: "k")).isHit)
            #expect(Self.ask(plan, other) == (nil, false))
        }
        let plan = Self.plan(try Self.rule())
        #expect(Self.ask(plan, Self.arrival(1, 0, body: "{}")).isHit)
        #expect(Self.ask(plan, Self.arrival(2, 1, body: "{ }")) == (nil, false))
    }

    @Test func `a request with the same idempotency key is a repeat even if its body differs`() throws {
        let plan = Self.plan(try Self.rule())
        #expect(Self.ask(plan, Self.arrival(1, 0, key: "k", body: "{}")).isHit)
        #expect(Self.ask(plan, Self.arrival(2, 1, key: "k", body: "{ }")) == (1, true))
    }

    @Test func `a fault rule that lets repeats pass still counts them`() throws {
        let plan = Self.plan(try Self.rule(.pass))
        #expect(Self.ask(plan, Self.arrival(1, 0, connection: 7)).isHit)
        let repeated = try #require(plan.takeRepeat(Self.arrival(2, 30, connection: 8)))
        #expect((repeated.seq, repeated.gap.milliseconds, repeated.isOnSameConnection) == (1, 30, false))
        #expect(plan.fire(for: repeated, Self.arrival(2, 30), in: .beforeCommit) == nil)
        let hits = try #require(plan.rulesWithHits().first).hits
        #expect(hits.count(.absorbed, at: Self.start) == 1)
        #expect(hits.newest.map(\.repeated?.seq) == [2])
        #expect(hits.newest.map(\.userAgent) == ["test/1"])
    }

    @Test func `a repeat after a complete response is counted but not reported as a repeat`() throws {
        for action in [FaultAction.malformed, .drip(chunk: 1, every: .zero)] {
            let plan = Self.plan(try Self.rule(.pass, action: action))
            #expect(Self.ask(plan, Self.arrival(1, 0)) == (nil, true))
            #expect(Self.ask(plan, Self.arrival(2, 1)).repeats == nil)
            #expect(plan.rulesWithHits().first?.hits.newest.map(\.repeated?.seq) == [2])
        }
        let cut = Self.plan(try Self.rule(.pass, action: .truncate(.body(after: nil))))
        #expect(Self.ask(cut, Self.arrival(1, 0)).isHit)
        #expect(Self.ask(cut, Self.arrival(2, 1)).repeats == 1)
    }

    @Test func `a hit without a repeat is pending for five seconds, then not repeated`() throws {
        let plan = Self.plan(try Self.rule())
        #expect(Self.ask(plan, Self.arrival(1, 0)).isHit)
        let hits = try #require(plan.rulesWithHits().first).hits
        for (moment, verdict) in [(5_000, .pending), (5_001, .notRepeated)] as [(Int64, FaultHit.Verdict)] {
            let now = Self.start.adding(milliseconds: moment)
            for other in FaultHit.Verdict.allCases { #expect(hits.count(other, at: now) == (other == verdict ? 1 : 0)) }
        }
    }

    @Test func `a hanging request is repeated only after the hang has ended`() throws {
        let plan = Self.plan(try Self.rule(action: .connection(.hang)))
        let fired = try #require(plan.fire(for: .getMe, Self.arrival(1, 0), in: .beforeCommit))
        #expect(plan.takeRepeat(Self.arrival(2, 10)) == nil)
        plan.broke(try #require(fired.hit), at: Self.start.adding(milliseconds: 30_000))
        #expect(Self.ask(plan, Self.arrival(3, 30_050)) == (1, true))
    }

    @Test func `a repeat is recognized before the end of the broken connection is reported`() throws {
        let plan = Self.plan(try Self.rule())
        let fired = try #require(plan.fire(for: .getMe, Self.arrival(1, 0), in: .beforeCommit))
        plan.broke(try #require(fired.hit), at: Self.start.adding(milliseconds: 40))
        #expect(plan.takeRepeat(Self.arrival(2, 30))?.gap == .zero)
        let late = Self.plan(try Self.rule())
        let other = try #require(late.fire(for: .getMe, Self.arrival(1, 0), in: .beforeCommit))
        late.broke(try #require(other.hit), at: Self.start.adding(milliseconds: 40))
        #expect(Self.ask(late, Self.arrival(2, 140)) == (1, true))
    }

    @Test func `a fault rule hits a repeat only in its own phase`() throws {
        let plan = Self.plan(try Self.rule(phase: .afterCommit))
        #expect(plan.fire(for: .getMe, Self.arrival(1, 0), in: .afterCommit) != nil)
        let repeated = try #require(plan.takeRepeat(Self.arrival(2, 1)))
        #expect(plan.fire(for: repeated, Self.arrival(2, 1), in: .beforeCommit) == nil)
        #expect(plan.fire(for: repeated, Self.arrival(2, 1), in: .afterCommit) != nil)
    }

    @Test func `a fault rule that is disabled, replaced or removed hits no repeat`() throws {
        let changes: [(FaultPlan) throws -> Void] = [
            { _ = $0.setEnabled(false, "r") },
            { $0.add(try Self.rule(times: 0), isShared: false) },
            { _ = $0.remove("r", isShared: false) },
            { _ = $0.remove(nil, isShared: false) },
        ]
        for change in changes {
            let plan = Self.plan(try Self.rule())
            #expect(Self.ask(plan, Self.arrival(1, 0)).isHit)
            try change(plan)
            #expect(!Self.ask(plan, Self.arrival(2, 1)).isHit)
        }
    }

    @Test func `the hit counts stay exact beyond the thousand hits that are kept`() throws {
        let plan = Self.plan(try Self.rule(times: nil))
        for number in 0..<2_500 {
            #expect(Self.ask(plan, Self.arrival(number, 0, body: "\(number)")) == (nil, true))
        }
        let hits = try #require(plan.rulesWithHits().first).hits
        let later = Self.start.adding(milliseconds: 10_000)
        #expect(hits.newest.map(\.seq) == Array(1_500..<2_500))
        #expect(hits.count(.notRepeated, at: later) == 2_500)
        #expect(Self.ask(plan, Self.arrival(2_500, 1, body: "2499")).repeats == 2_499)
        #expect(Self.ask(plan, Self.arrival(2_501, 1, body: "3")).repeats == nil)
    }
}
