import Documents
import EmulatorCore
import OrderedCollections
import Scenarios

/// Runs each scenario in a sandbox of its own on another emulator.
struct EmulatorWorlds: TestWorlds {
    let isParallel = true
    let driver: ServerDriver
    let adminToken: String?

    /// Files that are run at the same time could declare the same keys.
    func obstacle(to scenario: Scenario) -> String? {
        let baseline = scenario.baseline
        let isOpen = baseline.authentication == .open && baseline.keys.isEmpty
        return isOpen ? nil : "declares API keys, for which it needs an emulator of its own"
    }

    func report(of job: TestJob, _ plan: TestPlan) async throws(CommandError) -> ScenarioReport {
        let scenario = job.scenario
        let seed = plan.seed(of: scenario)
        let key = "kdv_test_\(String(plan.randomSeed(), radix: 36))"
        let control = ControlClient(server: driver.server, key: key, adminToken: adminToken)
        var draft: JSONObject = ["api_key": .string(key), "scenario": scenario.content]
        draft["seed"] = Int(exactly: seed).map { .integer($0) }
        let sandbox = try await control.require("POST", "/__admin/sandboxes", .object(draft))
        let report = await plan.report(of: job, over: driver, key: key, seed: seed, adminToken: adminToken)
        let id = sandbox["id"]?.string ?? ""
        try await control.require("DELETE", "/__admin/sandboxes/\(id)")
        return report
    }
}
