import ArgumentParser
import Documents
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import OrderedCollections

/// `kirimdev-mock env`: prints the variables of `exec` for a server that runs.
struct EnvCommand: AsyncParsableCommand {
    /// How the variables are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case sh, json
    }

    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Print the variables of exec for a server that runs.",
        discussion: """
            For a shell: eval "$(kirimdev-mock env)". Reads the same flags and KIRIMDEV_MOCK_* variables as serve, and \
            asks the server there for its base path. KIRIMDEV_WEBHOOK_SECRET is printed only if --webhook-secret is \
            given, because each sandbox has its own otherwise. The exit status is 1 if no emulator answers.
            """
    )

    @OptionGroup var options: ServeOptions

    @Option(help: ArgumentHelp("The API key to print. (default: kdv_test_local)", valueName: "key"))
    var apiKey: String?

    @Option(help: ArgumentHelp("Format: sh for export lines, or json for one object.", valueName: "format"))
    var format = Format.sh

    func run() async throws {
        try await reportingErrors {
            let settings = try ServerSettings(options, environment: ProcessInfo.processInfo.environment).checked()
            guard settings.port != 0 else { throw CommandError.setting("--port 0 does not name a running server") }
            let origin = settings.origin(port: settings.port)
            let server = try await RunningEmulator(at: origin, adminToken: settings.server.adminToken)
            let variables = EmulatorVariables(
                origin: origin,
                basePath: server.basePath,
                key: apiKey ?? SandboxRegistry.sampleKey,
                webhookSecret: settings.server.webhook?.secret,
                adminToken: settings.server.adminToken
            )
            switch format {
            case .sh: for line in variables.shellLines { try StandardStream.output.write(line: line) }
            case .json: try StandardStream.output.write(line: variables.json.indented)
            }
        }
    }
}

extension EmulatorVariables {
    /// The variables as one object.
    fileprivate var json: JSONValue {
        var members: JSONObject = [:]
        for (name, value) in all { members[name] = .string(value) }
        return .object(members)
    }
}
