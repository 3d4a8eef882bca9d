import Contract
import Documents
import Domain
import Testing

@testable import EmulatorCore
@testable import Scenarios

/// The contract of the control API.
private let control = Result {
    try ContractLoader.load(file: Checkout.root + "/Sources/EmulatorServer/Control/control.yaml")
}

/// Runs the steps of a file that has them from its second line on.
func run(
    _ steps: String,
    before: String = "",
    on driver: any ScenarioDriver,
    _ adjust: (inout ScenarioRunner.Settings) -> Void = { _ in }
) async throws -> ScenarioReport {
    var settings = ScenarioRunner.Settings(key: "kdv_test_run")
    settings.clock = EmulatorClock { .start }
    settings.pause = { _ in }
    adjust(&settings)
    let runner = ScenarioRunner(
        contract: try Checkout.contract.get(),
        control: try control.get(),
        driver: driver,
        settings: settings
    )
    return await runner.run(try scenario("version: 1\n\(before)steps:\n\(steps)"), seed: 7)
}

extension ScenarioReport {
    /// Whether all steps have passed.
    var hasPassed: Bool { if case .passed = outcome { true } else { false } }

    /// What was not as expected in all steps.
    var failures: [StepFailure] { steps.flatMap(\.failures) }
}

extension StepResult {
    /// What was not as expected; empty unless the step has failed.
    var failures: [StepFailure] { if case .failed(let failures) = outcome { failures } else { [] } }

    /// Why the step was skipped; nil if it was not.
    var reason: String? { if case .skipped(let reason) = outcome { reason } else { nil } }
}
