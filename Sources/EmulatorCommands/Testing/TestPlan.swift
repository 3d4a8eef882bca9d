import EmulatorCore
import EmulatorServer
import Scenarios

/// What all scenarios of a contract test share.
struct TestPlan: Sendable {
    let contract: LoadedContract
    /// The variables of `--var`.
    let variables: [String: String]
    let filter: StepFilter?
    /// The seed of `--seed`.
    var seed: UInt64?
    /// Makes a seed for each scenario that has none.
    let randomSeed: @Sendable () -> UInt64
    /// Called around each step, with the scenario.
    let hooks: @Sendable (Scenario) -> StepHooks
    /// Which orders of arrival are tried; nil for none.
    var orders: OrderSelection?
    /// What the run does about the order of arrival.
    var arrival = ArrivalControl.none
    /// Whether the steps after a failed one are run as well.
    var goesOnAfterFailure = false

    /// The seed of the world of a scenario.
    func seed(of scenario: Scenario) -> UInt64 { seed ?? scenario.baseline.seed ?? randomSeed() }

    /// Runs a scenario over a driver with a key.
    func report(
        of job: TestJob,
        over driver: any ScenarioDriver,
        key: String,
        seed: UInt64?,
        adminToken: String? = nil
    ) async -> ScenarioReport {
        var settings = ScenarioRunner.Settings(key: key)
        settings.variables = variables
        settings.hooks = hooks(job.scenario)
        settings.goesOnAfterFailure = goesOnAfterFailure
        if let adminToken { settings.controlHeaders = [ControlClient.tokenHeader(adminToken)] }
        let driver = arrival.prepared(driver, &settings)
        if let filter {
            let file = job.scenario.file
            settings.selects = { filter.selects($0, in: file) }
        }
        let runner = ScenarioRunner(
            contract: contract.contract,
            control: ControlContract.contract,
            driver: driver,
            settings: settings
        )
        return await runner.run(job.scenario, seed: seed, repetition: job.repetition)
    }
}
