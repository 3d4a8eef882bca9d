import Scenarios

/// Runs the scenarios on a server that is no emulator, where all of them share the world of the given key.
struct ForeignWorlds: TestWorlds {
    let isParallel = false
    let driver: ServerDriver
    let key: String

    func obstacle(to scenario: Scenario) -> String? {
        let hasOnlyRequests = scenario.steps.allSatisfy { step in
            switch step.action {
            case .request, .response: true
            case .control, .occurrence, .wait, .expectRequests, .changes: false
            }
        }
        return hasOnlyRequests ? nil : "needs the emulator"
    }

    func report(of job: TestJob, _ plan: TestPlan) async -> ScenarioReport {
        await plan.report(of: job, over: driver, key: key, seed: nil)
    }

    /// Does nothing: the objects that steps have created stay.
    func finish() async {}
}
