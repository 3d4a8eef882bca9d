import EmulatorCore
import EmulatorServer
import HTTPServing
import Logging
import Scenarios
import ServiceLifecycle
import Webhooks

/// What a server starts with: its settings, its contract, the baseline of its worlds and its addresses.
struct ServerStart {
    let settings: ServerSettings
    let contract: LoadedContract
    var scenarios: ScenarioSource
    var baseline: Baseline
    let listeners: [Listener]

    /// Loads the contract and the scenario or bundle that the settings name.
    ///
    /// If anything is wrong with the settings or these files, all of it is in the error.
    init(_ settings: ServerSettings, environment: [String: String]) throws(CommandError) {
        var settings = settings
        var problems = settings.problems
        for warning in settings.warnings { StandardStream.error.say("warning: \(warning)\n") }
        let cache = ContractCache(environment: environment)
        let (file, isStrict) = (settings.contract?.value, settings.server.isStrict)
        let contract = problems.attempt(settings.contract?.source) { () throws(CommandError) in
            try LoadedContract.serving(file, cache: cache, isStrict: isStrict)
        }
        let readable = contract ?? Self.contractForChecks(file, cache: cache)
        let scenarios = readable.map { ScenarioSource(settings.server, $0, cache: cache) }
        let baseline = Self.baseline(settings, scenarios, &problems)
        let plan = ListenerPlan(&settings, &problems)
        guard problems.isEmpty, let contract, let scenarios, let baseline else { throw .configuration(problems) }
        self.contract = contract
        self.scenarios = scenarios
        self.baseline = baseline
        listeners = plan.listeners
        self.settings = settings
    }

    /// The contract against which the scenario is checked if the one to serve has mistakes or cannot be read.
    private static func contractForChecks(_ file: String?, cache: ContractCache?) -> LoadedContract? {
        if let sound = try? LoadedContract.serving(file, cache: cache) { return sound }
        return try? LoadedContract.serving(nil, cache: cache)
    }

    /// The baseline of the worlds; nil if the scenario or the bundle cannot be used.
    private static func baseline(
        _ settings: ServerSettings,
        _ scenarios: ScenarioSource?,
        _ problems: inout ConfigurationProblems
    ) -> Baseline? {
        let scenario = settings.scenario
        let bundled = settings.bundle.flatMap { bundle in
            problems.attempt(bundle.source) { () throws(CommandError) in
                try baseline(of: .opened(bundle.value))
            }
        }
        if let bundled, scenario == nil { return scenarios?.prepared(bundled) }
        guard let scenarios, scenario != nil || settings.bundle == nil else { return nil }
        return problems.attempt(scenario?.source) { () throws(CommandError) in
            do throws(ScenarioLookupError) {
                guard let scenario else { return try scenarios.standard() }
                return try scenarios.baseline(scenario.value)
            } catch {
                throw CommandError(error)
            }
        }
    }

    private static func baseline(of bundle: FailureBundle) throws(CommandError) -> Baseline {
        do throws(BundleError) {
            return try bundle.baseline(randomSeed: SandboxRegistry.Settings.systemRandomSeed())
        } catch {
            throw .setting(error.message)
        }
    }

    /// Builds the emulator, and reports what of the contract it does not follow on standard error.
    func application(
        transport: any WebhookTransport = HTTPWebhookTransport(),
        log: @escaping LogWriter = { _ in }
    ) throws(CommandError) -> EmulatorApplication {
        let application = buildApplication(
            configuration: settings.server,
            contract: contract,
            scenarios: scenarios,
            baseline: baseline,
            transport: transport,
            log: log
        )
        if settings.server.isStrict, contract.isOwn { try refuseIdleHandlers(of: application) }
        for warning in application.facts.warnings { StandardStream.error.say("warning: \(warning)\n") }
        return application
    }

    private func refuseIdleHandlers(of application: EmulatorApplication) throws(CommandError) {
        let idle = application.facts.idleHandlers
        guard !idle.isEmpty else { return }
        throw .contract("--strict: the contract lacks operations that we answer: \(idle.joined(separator: ", "))")
    }

    /// Serves until `stop` ends; calls `onReady` with the addresses when all of them are bound.
    func serve(
        _ application: EmulatorApplication,
        until stop: some Service,
        onReady: @escaping @Sendable ([BoundListener]) async -> Void
    ) async throws {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(listeners: listeners),
            responder: application.responder,
            onReady: onReady
        )
        let services = (application.services + [server]).map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0)
        }
        let last = ServiceGroupConfiguration.ServiceConfiguration(
            service: stop,
            successTerminationBehavior: .gracefullyShutdownGroup
        )
        let logger = Logger(label: "kirimdev-mock") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: services + [last], logger: logger)
        )
        do {
            try await group.run()
        } catch let error as HTTPServerError {
            throw CommandError(error)
        }
    }
}

extension CommandError {
    init(_ error: HTTPServerError) {
        switch error {
        case .addressInUse(let host, let port):
            self = .addressInUse(
                "\(host):\(port) is in use; choose another port with --port, or 0 for any free one"
            )
        case .cannotBind(let host, let port, let reason):
            self = .setting("cannot listen on \(host):\(port): \(reason)")
        }
    }
}
