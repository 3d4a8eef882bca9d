import ArgumentParser
import EmulatorServer

/// The flags of the server.
///
/// Each is also a variable, `--public-url` as `KIRIMDEV_MOCK_PUBLIC_URL`; flags win.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Port to listen on; 0 picks a free one. (default: 8080)"))
    var port: Int?

    @Option(help: ArgumentHelp("Address to listen on. (default: 127.0.0.1)"))
    var host: String?

    @Option(help: ArgumentHelp("What stands before paths in URLs that answers show.", valueName: "url"))
    var publicURL: String?

    @Option(help: ArgumentHelp("Contract file, YAML or JSON. (default: openapi.yaml)", valueName: "file"))
    var contract: String?

    @Option(
        help: ArgumentHelp(
            "Scenario to start with: a name, for scenarios/NAME.yaml, or a path. (default: default)",
            valueName: "file|name"
        )
    )
    var scenario: String?

    @Option(help: ArgumentHelp("Endpoint that hears of every event in every world.", valueName: "url"))
    var webhookURL: String?

    @Option(help: ArgumentHelp("What signs its deliveries. (default: drawn for each world)", valueName: "secret"))
    var webhookSecret: String?

    @Option(help: ArgumentHelp("Makes ids repeatable.", valueName: "number"))
    var seed: UInt64?

    @Flag(help: "Validate every answer against the contract; refuse a contract with mistakes.")
    var strict = false

    @Option(help: ArgumentHelp("How many worlds may live at once. (default: 10000)", valueName: "count"))
    var maxSandboxes: Int?

    @Option(help: ArgumentHelp("Host name under which the control API may be used; repeatable.", valueName: "name"))
    var allowHost: [String] = []

    @Option(help: ArgumentHelp("Ask for this token in X-Mock-Admin-Token on the control API.", valueName: "token"))
    var adminToken: String?

    @Option(
        defaultAsFlag: 8443,
        help: ArgumentHelp("Serve https beside http, on port 8443 unless one is given.", valueName: "port")
    )
    var tls: Int?

    @Option(help: ArgumentHelp("Further name for the certificate; repeatable.", valueName: "name"))
    var tlsName: [String] = []

    @Option(help: ArgumentHelp("Write the CA certificate of --tls to a file.", valueName: "file"))
    var tlsCaOut: String?

    @Option(help: ArgumentHelp("Certificate chain to serve with, PEM.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("Private key of --tls-cert, PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(help: ArgumentHelp("How a line a request looks: text or json. (default: text)", valueName: "format"))
    var logFormat: RequestLog.Format?

    @Flag(help: "Write no line a request.")
    var quiet = false
}

extension RequestLog.Format: ExpressibleByArgument {}
