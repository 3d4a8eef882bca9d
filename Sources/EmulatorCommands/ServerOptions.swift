import ArgumentParser

/// The flags of every command that starts an emulator or looks for a running one.
///
/// Each flag has an environment variable, such as `KIRIMDEV_MOCK_PUBLIC_URL` for `--public-url`; the flag overrides it.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Port to listen on; 0 chooses a free one. (default: 8080; exec: 0)"))
    var port: Int?

    @Option(help: ArgumentHelp("Address to listen on. (default: 127.0.0.1)"))
    var host: String?

    @Option(
        help: ArgumentHelp(
            "Origin of the URLs in responses, such as setup_url. (default: the origin of the request)",
            valueName: "url"
        )
    )
    var publicURL: String?

    @OptionGroup var contract: ContractOption

    @Option(
        help: ArgumentHelp(
            "Scenario to start with: a name (for scenarios/NAME.yaml) or a path. (default: default)",
            valueName: "file|name"
        )
    )
    var scenario: String?

    @OptionGroup var webhook: WebhookOptions

    @OptionGroup var seed: SeedOption

    @Flag(help: "Validate every response against the contract; refuse a contract with mistakes.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Most sandboxes at a time; the least recently used one is evicted. (default: 10000)",
            valueName: "count"
        )
    )
    var maxSandboxes: Int?

    @Option(
        help: ArgumentHelp(
            "Another host name under which the control API may be used, such as a public one; repeatable.",
            valueName: "name"
        )
    )
    var allowHost: [String] = []

    @Option(help: ArgumentHelp("Token that the control API requires in X-Mock-Admin-Token.", valueName: "token"))
    var adminToken: String?

    @Option(
        defaultAsFlag: 8443,
        help: ArgumentHelp("Serve https beside http, on port 8443 unless one is given.", valueName: "port")
    )
    var tls: Int?

    @Option(help: ArgumentHelp("Another name for the certificate; repeatable.", valueName: "name"))
    var tlsName: [String] = []

    @Option(help: ArgumentHelp("Write the CA certificate of --tls to a file.", valueName: "file"))
    var tlsCaOut: String?

    @Option(help: ArgumentHelp("File with your own certificate chain, PEM.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("Private key of --tls-cert, PEM.", valueName: "file"))
    var tlsKey: String?
}
