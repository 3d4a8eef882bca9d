import Domain
import EmulatorCore
import EmulatorServer
import NIOCore
import NIOPosix
import Scenarios
import Synchronization
import Webhooks

/// Runs each scenario in an emulator of its own in this process, and adds up what they exercise of the contract.
final class LocalWorlds: TestWorlds {
    let isParallel = true
    private let configuration: ServerConfiguration
    private let scenarios: ScenarioSource
    private let network: HTTPRequester
    /// The receiver of `--webhook-url`.
    private let receiver: BuiltInReceiver.RealReceiver?
    private let record = Mutex(CoverageRecord())

    init(
        _ configuration: ServerConfiguration,
        scenarios: ScenarioSource,
        network: HTTPRequester,
        receiver: BuiltInReceiver.RealReceiver?
    ) {
        self.configuration = configuration
        self.scenarios = scenarios
        self.network = network
        self.receiver = receiver
    }

    /// What the scenarios until now have exercised.
    var coverage: CoverageRecord { record.withLock { $0 } }

    func obstacle(to scenario: Scenario) -> String? { nil }

    func report(of job: TestJob, _ plan: TestPlan) async -> ScenarioReport {
        let seed = plan.seed(of: job.scenario)
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let baseline = scenarios.prepared(job.scenario.baseline).reseeded(seed)
        let application = buildApplication(
            configuration: configuration,
            contract: plan.contract,
            scenarios: scenarios,
            baseline: baseline,
            transport: BuiltInReceiver(besides: receiver, on: eventLoop)
        )
        let driver = ServerDriver(
            server: LocalServer(application, on: eventLoop, faults: .performed),
            isEmulator: true,
            origin: LocalServer.origin,
            network: network
        )
        let key = Self.key(of: baseline, suffix: plan.arrival.keySuffix)
        let report = await plan.report(of: job, over: driver, key: key, seed: seed)
        // Their timers and deliveries must not run on behind the scenarios that follow.
        for sandbox in application.registry.sandboxes { application.registry.drop(sandbox) }
        let coverage = application.registry.coverage(of: nil)
        record.withLock { $0.add(coverage) }
        return report
    }

    /// Does nothing: each scenario has removed its world.
    func finish() async {}

    /// The usual key; if a scenario does not accept it, the first active key that it declares.
    ///
    /// A usual key that the scenario does not declare gets the suffix.
    private static func key(of baseline: Baseline, suffix: String) -> String {
        let usual = SandboxRegistry.sampleKey
        let keys = baseline.keys
        switch baseline.authentication {
        case .open: return keys.contains { $0.secret == usual } ? usual : usual + suffix
        case .declared:
            if keys.contains(where: { $0.secret == usual }) { return usual }
            return keys.first { $0.status == .active }?.secret ?? usual
        }
    }
}
