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
    init(_ settings: ServerSettings, environment: [String: String]) throws(CommandError) {
        var settings = settings
        let cache = ContractCache(environment: environment)
        contract = try .serving(settings.contract, cache: cache, isStrict: settings.server.isStrict)
        scenarios = ScenarioSource(settings.server, contract, cache: cache)
        baseline = try Self.baseline(settings, scenarios)
        listeners = try ListenerPlan(&settings).listeners
        self.settings = settings
    }

    private static func baseline(
        _ settings: ServerSettings,
        _ scenarios: ScenarioSource
    ) throws(CommandError) -> Baseline {
        if let bundle = settings.bundle { return scenarios.prepared(try baseline(of: .opened(bundle))) }
        do throws(ScenarioLookupError) {
            guard let name = settings.scenario else { return try scenarios.standard() }
            return try scenarios.baseline(name)
        } catch {
            throw CommandError(error)
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
