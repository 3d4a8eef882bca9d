import EmulatorCore
import EmulatorServer
import FoundationEssentials
import NIOCore
import Scenarios
import Webhooks

/// A contract test whose files and flags have been checked.
struct TestPreparation {
    private let settings: TestSettings
    private let configuration: ServerConfiguration
    private let jobs: [TestJob]
    private let progress: TestProgress
    private let plan: TestPlan

    /// Checks the variables and the filter against the files.
    init(
        _ settings: TestSettings,
        _ suite: TestSuite,
        _ configuration: ServerConfiguration,
        _ contract: LoadedContract
    ) throws(CommandError) {
        self.settings = settings
        self.configuration = configuration
        let filter = try StepFilter(option: settings.filter)
        let scenarios = try suite.selected(by: filter)
        try suite.check(settings.variables, of: scenarios)
        if case .one(let order)? = settings.orders { try TestSuite.check(order, of: scenarios) }
        jobs = (1...settings.repetitions).flatMap { repetition in
            scenarios.map { TestJob(scenario: $0, repetition: repetition) }
        }
        let progress = TestProgress(of: jobs.count, isShown: StandardStream.error.isTerminal)
        self.progress = progress
        plan = TestPlan(
            contract: contract,
            variables: settings.variables,
            filter: filter,
            seed: settings.seed,
            randomSeed: configuration.randomSeed,
            hooks: { scenario in StepHooks(before: { progress.begin($0, of: scenario) }) },
            orders: settings.orders,
            goesOnAfterFailure: settings.goesOnAfterFailure
        )
    }

    /// Runs all files; the coverage is nil for another server.
    func run(_ scenarios: ScenarioSource) async throws -> (reports: [ScenarioReport], coverage: Coverage?) {
        try await HTTPRequester.withRequester { network in
            if let target = settings.target {
                let sandboxes = TargetSandboxes()
                let work = await StoppableWork(on: network.eventLoop) { sandboxes.leftover }
                let reports = try await work.run {
                    try await self.reports(on: try await worlds(at: target, sandboxes, network))
                }
                return (reports, nil)
            }
            return try await withReceiver { receiver in
                let worlds = LocalWorlds(configuration, scenarios: scenarios, network: network, receiver: receiver)
                let reports = try await reports(on: worlds)
                return (reports, Coverage(worlds.coverage, of: plan.contract.contract))
            }
        }
    }

    private func reports(on worlds: any TestWorlds) async throws -> [ScenarioReport] {
        defer { progress.clear() }
        let run = TestRun(
            jobs: jobs,
            plan: plan,
            worlds: worlds,
            progress: progress,
            width: worlds.isParallel ? max(1, ProcessInfo.processInfo.activeProcessorCount) : 1,
            stopsAtFailure: settings.failFast,
            clock: configuration.clock
        )
        return try await run.reports()
    }

    // MARK: Servers

    private func worlds(
        at target: String,
        _ sandboxes: TargetSandboxes,
        _ network: HTTPRequester
    ) async throws(CommandError) -> any TestWorlds {
        let address = try TargetAddress(target: target)
        let server = TargetServer(at: address.origin, requester: network)
        let isEmulator = try await server.isEmulator(at: target, adminToken: settings.adminToken)
        let driver = ServerDriver(server: server, isEmulator: isEmulator, origin: address.origin, network: network)
        if isEmulator {
            return try await EmulatorWorlds(driver: driver, adminToken: settings.adminToken, sandboxes: sandboxes)
        }
        guard settings.orders == nil else {
            throw .setting("--interleavings and --order need an emulator, and \(target) is not one")
        }
        guard let key = settings.apiKey else {
            throw .setting("\(target) is not an emulator, so that --api-key must be given")
        }
        return ForeignWorlds(driver: driver, key: key)
    }

    /// Calls `body` with the receiver of `--webhook-url`, and closes its connections afterwards.
    private func withReceiver<Result>(
        _ body: (BuiltInReceiver.RealReceiver?) async throws -> Result
    ) async throws -> Result {
        guard let url = configuration.webhook?.url else { return try await body(nil) }
        let transport = HTTPWebhookTransport()
        do {
            let result = try await body(BuiltInReceiver.RealReceiver(url: url, transport: transport))
            try await transport.shutdown()
            return result
        } catch {
            try? await transport.shutdown()
            throw error
        }
    }
}
