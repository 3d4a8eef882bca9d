import ArgumentParser
import EmulatorCore
import EmulatorServer
import Foundation
import HTTPServing
import Logging
import Scenarios
import ServiceLifecycle

/// `kirimdev-mock serve`: serves until SIGTERM or SIGINT.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API (default).",
        discussion: """
            Each flag has an environment variable: --public-url is KIRIMDEV_MOCK_PUBLIC_URL. A flag overrides its \
            variable.
            """
    )

    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await reportingErrors {
            let signals = await StopSignals()
            var settings = try ServerSettings(options, environment: ProcessInfo.processInfo.environment)
            let cache = ContractCache(environment: ProcessInfo.processInfo.environment)
            let contract = try LoadedContract.serving(
                settings.contract,
                cache: cache,
                isStrict: settings.server.isStrict
            )
            let scenarios = ScenarioSource(settings.server, contract, cache: cache)
            let baseline = try baseline(settings, scenarios)
            let listeners = try ListenerPlan(&settings)
            let format = settings.server.logFormat ?? .text
            let output = LogOutput { RequestLog.gap(of: $0, format: format) }
            defer { output.finish(within: .milliseconds(200)) }
            let application = buildApplication(
                configuration: settings.server,
                contract: contract,
                scenarios: scenarios,
                baseline: baseline
            ) { output.append($0) }
            if settings.server.isStrict, contract.isOwn { try refuseIdleHandlers(of: application) }
            for warning in application.facts.warnings { StandardStream.error.say("warning: \(warning)\n") }
            try await serve(application, on: listeners, until: signals, writingTo: output)
        }
    }

    private func baseline(_ settings: ServerSettings, _ scenarios: ScenarioSource) throws(CommandError) -> Baseline {
        if let bundle = settings.bundle { return scenarios.prepared(try baseline(of: .opened(bundle))) }
        do throws(ScenarioLookupError) {
            guard let name = settings.scenario else { return try scenarios.standard() }
            return try scenarios.baseline(name)
        } catch {
            throw CommandError(error)
        }
    }

    private func baseline(of bundle: FailureBundle) throws(CommandError) -> Baseline {
        do throws(BundleError) {
            return try bundle.baseline(randomSeed: SandboxRegistry.Settings.systemRandomSeed())
        } catch {
            throw .setting(error.message)
        }
    }

    private func refuseIdleHandlers(of application: EmulatorApplication) throws(CommandError) {
        let idle = application.facts.idleHandlers
        guard !idle.isEmpty else { return }
        throw .contract("--strict: the contract lacks operations that we answer: \(idle.joined(separator: ", "))")
    }

    private func serve(
        _ application: EmulatorApplication,
        on plan: ListenerPlan,
        until signals: StopSignals,
        writingTo output: LogOutput
    ) async throws {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(listeners: plan.listeners),
            responder: application.responder
        ) { bound in
            let scenario = application.registry.baseline.name
            output.append(Array(ReadyLine.text(bound: bound, facts: application.facts, scenario: scenario).utf8))
        }
        let services = (application.services + [server]).map {
            ServiceGroupConfiguration.ServiceConfiguration(service: $0)
        }
        let stop = ServiceGroupConfiguration.ServiceConfiguration(
            service: signals,
            successTerminationBehavior: .gracefullyShutdownGroup
        )
        let logger = Logger(label: "kirimdev-mock") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: services + [stop], logger: logger)
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
