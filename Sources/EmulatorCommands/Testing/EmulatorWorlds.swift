import Documents
import EmulatorCore
import OrderedCollections
import Scenarios

/// Runs each scenario in a sandbox of its own on another emulator.
struct EmulatorWorlds: TestWorlds {
    private static let path = "/__admin/sandboxes"

    let isParallel = true
    private let driver: ServerDriver
    private let adminToken: String?
    private let sandboxes: TargetSandboxes
    /// The ids of the sandboxes that the emulator had before the run, which are never deleted.
    private let older: Set<String>

    /// Asks the emulator for its sandboxes; those that the run creates are kept in `sandboxes` until they are deleted.
    init(driver: ServerDriver, adminToken: String?, sandboxes: TargetSandboxes) async throws(CommandError) {
        self.driver = driver
        self.adminToken = adminToken
        self.sandboxes = sandboxes
        let control = ControlClient(server: driver.server, key: nil, adminToken: adminToken)
        older = Set(try await Self.rows(control).compactMap { $0["id"]?.string })
    }

    /// Files that are run at the same time could declare the same keys.
    func obstacle(to scenario: Scenario) -> String? {
        let baseline = scenario.baseline
        let isOpen = baseline.authentication == .open && baseline.keys.isEmpty
        return isOpen ? nil : "declares API keys, for which it needs an emulator of its own"
    }

    func report(of job: TestJob, _ plan: TestPlan) async -> ScenarioReport {
        let seed = plan.seed(of: job.scenario)
        let key = "kdv_test_\(String(plan.randomSeed(), radix: 36))"
        let control = ControlClient(server: driver.server, key: key, adminToken: adminToken)
        let id: String
        do throws(CommandError) {
            id = try await create(job.scenario, seed: seed, control)
        } catch {
            return ScenarioReport(
                failed: job.scenario,
                "no sandbox was created: \(error.message)",
                repetition: job.repetition,
                at: EmulatorClock.system.now
            )
        }
        var driver = driver
        driver.server = TrackedServer(server: driver.server, sandboxes: sandboxes)
        let report = await plan.report(of: job, over: driver, key: key, seed: seed, adminToken: adminToken)
        do throws(CommandError) {
            try await delete(id, control)
            return report
        } catch {
            return report.failed("the sandbox \(id) was not deleted: \(error.message)")
        }
    }

    /// Deletes the sandboxes that requests have created with other keys, or after the sandbox of their file was deleted.
    func finish() async {
        await sandboxes.settle()
        let endings: Set<String>
        do throws(CommandError) {
            endings = try await endingsOfNewKeys()
        } catch {
            StandardStream.error.say("warning: some sandboxes may not have been deleted: \(error.message)\n")
            return
        }
        for key in sandboxes.keys where endings.contains(String(key.suffix(4))) {
            let control = ControlClient(server: driver.server, key: key, adminToken: adminToken)
            do throws(CommandError) {
                // With a key, the list has its sandbox only. A key that opens none is refused.
                let response = try await control.send("GET", Self.path)
                guard response.isSuccess, let id = response.json["data"]?[0]?["id"]?.string, !older.contains(id) else {
                    continue
                }
                sandboxes.add(id)
                try await delete(id, control)
            } catch {
                let name = "the sandbox of the key that ends with \(key.suffix(4))"
                StandardStream.error.say("warning: \(name) was not deleted: \(error.message)\n")
            }
        }
    }

    // MARK: Sandboxes

    private static func rows(_ control: ControlClient) async throws(CommandError) -> [JSONValue] {
        try await control.require("GET", path)["data"]?.array ?? []
    }

    /// The last four characters of the keys whose sandboxes are new; to ask with a key would create its sandbox.
    private func endingsOfNewKeys() async throws(CommandError) -> Set<String> {
        if sandboxes.keys.isEmpty { return [] }
        let control = ControlClient(server: driver.server, key: nil, adminToken: adminToken)
        let new = try await Self.rows(control).filter { row in !older.contains(row["id"]?.string ?? "") }
        return Set(new.compactMap { $0["key_last4"]?.string })
    }

    private func create(
        _ scenario: Scenario,
        seed: UInt64,
        _ control: ControlClient
    ) async throws(CommandError) -> String {
        var draft: JSONObject = ["api_key": control.key.map { .string($0) } ?? .null, "scenario": scenario.content]
        draft["seed"] = Int(exactly: seed).map { .integer($0) }
        let sandbox = try await control.require("POST", Self.path, .object(draft))
        let id = sandbox["id"]?.string ?? ""
        sandboxes.add(id)
        return id
    }

    /// Deletes a sandbox; one that is not there any more is deleted already.
    private func delete(_ id: String, _ control: ControlClient) async throws(CommandError) {
        let path = "\(Self.path)/\(id)"
        let response = try await control.send("DELETE", path)
        guard response.isSuccess || response.status == 404 else { throw control.refusal(of: "DELETE", path, response) }
        sandboxes.remove(id)
    }
}
