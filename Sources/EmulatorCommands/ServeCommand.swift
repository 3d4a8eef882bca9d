import ArgumentParser
import Dispatch
import EmulatorCore
import EmulatorServer
import FoundationEssentials

/// `kirimdev-mock serve`: serves until SIGTERM or SIGINT.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the API.",
        discussion: """
            Prints one line when it is ready, with the base URL, a key and the address of the inspector, and runs until \
            SIGTERM or SIGINT. The page /__admin/docs of the server has every call of the control API.

            Each flag has an environment variable: --public-url is KIRIMDEV_MOCK_PUBLIC_URL. A flag overrides its \
            variable.
            """
    )

    @OptionGroup var options: ServeOptions

    func run() async throws {
        try await reportingErrors {
            let signals = await StopSignals()
            let environment = ProcessInfo.processInfo.environment
            let start = try ServerStart(ServerSettings(options, environment: environment), environment: environment)
            let format = start.settings.server.logFormat ?? .text
            let output = LogOutput { RequestLog.gap(of: $0, format: format) }
            let application = try start.application { output.append($0) }
            do {
                defer { output.finish(within: .milliseconds(200)) }
                try await start.serve(application, until: signals) { bound in
                    let scenario = application.registry.baseline.name
                    let line = ReadyLine.text(bound: bound, facts: application.facts, scenario: scenario)
                    output.append(Array(line.utf8))
                }
            }
            // A return would first free the worlds, object by object.
            withExtendedLifetime(application) { Self.exit() }
        }
    }
}
