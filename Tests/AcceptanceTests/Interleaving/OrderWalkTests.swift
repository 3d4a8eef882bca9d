import EmulatorServer
import EmulatorTesting
import Foundation
import Scenarios
import Testing

@testable import EmulatorCommands

/// Which orders count as tested, and what the report says about the others.
@Suite struct OrderWalkTests {
    /// The number of the step that causes deliveries.
    private static let cause = 1
    /// The number of the step that waits.
    private static let wait = 2
    private static let file = """
        version: 1
        clock: { mode: frozen }
        steps:
          - { name: cause, advance: P1D }
          - { name: wait for two, wait: { delivery: { any: true }, count: 2 } }
        """

    /// The report of a file whose first step causes two deliveries, if `run` says what becomes of each order.
    private static func report(
        deliveries: [Int: Int] = [Self.cause: 2],
        limit: Int = 100,
        _ run: @escaping @Sendable (StepOrder) -> ScriptedWorlds.Run
    ) async throws -> ScenarioReport {
        let contract = try ContractLibrary.loaded.get()
        let plan = TestPlan(
            contract: contract,
            variables: [:],
            filter: nil,
            randomSeed: { 7 },
            hooks: { _ in StepHooks() }
        )
        return try await withTemporaryFolder { folder in
            let path = "\(folder)/a.yaml"
            try file.write(toFile: path, atomically: true, encoding: .utf8)
            let scenario = try ScenarioSource(ServerConfiguration(), contract).library.scenario(path)
            let worlds = ScriptedWorlds(deliveries: deliveries, run: run)
            var walk = OrderWalk(TestJob(scenario: scenario, repetition: 1), in: worlds, plan, limit: limit)
            return try await walk.report()
        }
    }

    /// A run in which everything arrives in the order.
    private static func kept(_ order: StepOrder, names: [String] = ["a", "b"]) -> ScriptedWorlds.Run {
        ScriptedWorlds.Run(result: OrderResult(names: names, arrived: order.sorted(names)))
    }

    private static func isVendors(_ order: StepOrder) -> Bool { order.places.first == 1 }

    /// The rows of what was not tested, as "step: order: reason".
    private static func untested(_ report: ScenarioReport) -> [String] {
        (report.orders?.untested ?? []).map { "\($0.step): \($0.order ?? "-"): \($0.reason)" }
    }

    @Test func `orders that are kept count as tested`() async throws {
        let report = try await Self.report { Self.kept($0) }
        #expect(report.orders?.tested == 2)
        #expect(report.orders?.possible == 2)
        #expect(Self.untested(report) == [])
    }

    @Test func `a step that waits is left out and named, and not run in an order`() async throws {
        let report = try await Self.report(deliveries: [Self.cause: 2, Self.wait: 3]) { order in
            #expect(order.step == Self.cause)
            return Self.kept(order)
        }
        #expect(report.orders?.tested == 2)
        #expect(report.orders?.possible == 2)
        let reason = "it does not cause the deliveries that come while it runs"
        #expect(Self.untested(report) == ["wait for two: -: \(reason)"])
    }

    @Test(
        arguments: [
            (ScriptedWorlds.Run(), "the step sent no request"),
            (ScriptedWorlds.Run(hasFailed: true), "the file failed before this step"),
            (
                ScriptedWorlds.Run(result: OrderResult(names: [])),
                "2 of the 2 things that came while it ran could not be held"
            ),
            (
                ScriptedWorlds.Run(result: OrderResult(names: ["a"], arrived: ["a"])),
                "1 of the 2 things that came while it ran could not be held"
            ),
            (ScriptedWorlds.Run(result: OrderResult(names: ["a", "b"], problem: "a was lost")), "a was lost"),
            (
                ScriptedWorlds.Run(result: OrderResult(names: ["a", "b"], arrived: ["a", "b"], unanswered: ["b"])),
                "b got no response in the vendor's order"
            ),
            (
                ScriptedWorlds.Run(result: OrderResult(names: ["a", "b"], arrived: ["a", "b"]), hasFailed: true),
                "the file fails as soon as they are held, even in the vendor's order"
            ),
        ] as [(ScriptedWorlds.Run, String)]
    )
    func `a step whose vendor's order is not kept is left out with the reason`(
        run: ScriptedWorlds.Run,
        reason: String
    ) async throws {
        let report = try await Self.report { _ in run }
        #expect(!report.hasFailed)
        #expect(report.orders?.tested == 0)
        #expect(report.orders?.possible == 0)
        #expect(Self.untested(report) == ["cause: -: \(reason)"])
    }

    @Test(
        arguments: [
            (ScriptedWorlds.Run(hasFailed: true), "the file failed before this step"),
            (ScriptedWorlds.Run(result: OrderResult(names: ["a", "b"], problem: "a was lost")), "a was lost"),
            (
                ScriptedWorlds.Run(result: OrderResult(names: ["a", "b"], problem: "a was lost"), hasFailed: true),
                "a was lost, and the file failed"
            ),
            (
                ScriptedWorlds.Run(result: OrderResult(names: ["a", "c"], arrived: ["c", "a"])),
                "there was something else to put in order (a, c)"
            ),
            (
                ScriptedWorlds.Run(result: OrderResult(names: [])),
                "there was something else to put in order (nothing)"
            ),
        ] as [(ScriptedWorlds.Run, String)]
    )
    func `a later order that is not kept is named with the reason and does not count as tested`(
        run: ScriptedWorlds.Run,
        reason: String
    ) async throws {
        let report = try await Self.report { order in Self.isVendors(order) ? Self.kept(order) : run }
        #expect(!report.hasFailed)
        #expect(report.orders?.tested == 1)
        #expect(report.orders?.possible == 2)
        #expect(Self.untested(report) == ["cause: 1:2,1: \(reason)"])
    }

    @Test func `a delivery without a response in a later order has arrived, so that a failure counts`() async throws {
        let report = try await Self.report { order in
            guard !Self.isVendors(order) else { return Self.kept(order) }
            let result = OrderResult(names: ["a", "b"], arrived: ["b (no response: reset)", "a"], unanswered: ["b"])
            return ScriptedWorlds.Run(result: result, hasFailed: true)
        }
        #expect(report.hasFailed)
        #expect(report.orders?.tested == 2)
        #expect(Self.untested(report) == [])
    }

    @Test func `what could not be held besides two deliveries is named`() async throws {
        let report = try await Self.report(deliveries: [Self.cause: 3]) { Self.kept($0) }
        #expect(report.orders?.tested == 2)
        #expect(Self.untested(report) == ["cause: -: 1 of the 3 things that came while it ran could not be held"])
    }

    @Test func `orders that are not kept count for the limit`() async throws {
        let names = ["a", "b", "c"]
        let report = try await Self.report(deliveries: [Self.cause: 3], limit: 3) { order in
            Self.isVendors(order) && order.places.count == 1
                ? Self.kept(order, names: names)
                : ScriptedWorlds.Run(result: OrderResult(names: names, problem: "a was lost"))
        }
        #expect(report.orders?.tested == 1)
        #expect(report.orders?.possible == 6)
        #expect(Self.untested(report) == ["cause: 1:1,3,2: a was lost", "cause: 1:2,1,3: a was lost"])
    }
}
