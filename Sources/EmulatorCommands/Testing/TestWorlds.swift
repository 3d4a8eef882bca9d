import Scenarios

/// The server of a contract test, which runs each scenario in a world of its own if it can.
protocol TestWorlds: Sendable {
    /// Whether several scenarios can run at the same time.
    var isParallel: Bool { get }

    /// Why a scenario cannot be run on the server; nil if it can.
    func obstacle(to scenario: Scenario) -> String?

    /// Runs a scenario in its world; `plan` has what all scenarios share.
    func report(of job: TestJob, _ plan: TestPlan) async throws(CommandError) -> ScenarioReport

    /// Removes what is left of the run at the server, after the last scenario.
    func finish() async
}
