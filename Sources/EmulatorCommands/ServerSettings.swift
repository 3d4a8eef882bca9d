import Domain
import EmulatorServer

/// The settings of a server: from flags, otherwise from `KIRIMDEV_MOCK_*` variables, otherwise defaults.
struct ServerSettings: Sendable {
    /// The address to listen on.
    var host: String
    /// The port to listen on; 0 chooses a free one.
    var port: Int
    /// The contract file that was named; nil to look for openapi.yaml.
    var contract: String?
    /// The scenario that was named; nil for `default`.
    var scenario: String?
    /// The failure bundle whose world is the baseline; nil for a scenario.
    var bundle: String?
    /// The settings of https; nil to serve http only.
    var tls: TLSSettings?
    /// The settings of the emulator itself.
    var server = ServerConfiguration()

    /// The settings of https.
    struct TLSSettings: Sendable {
        var port: Int
        var names: [String]
        var authorityFile: String?
        var certificateFile: String?
        var keyFile: String?
    }

    /// The settings of a server without a request log, which listens on `port` unless the options name another one.
    init(_ options: ServerOptions, environment: [String: String], port: Int) throws(CommandError) {
        let variables = EnvironmentReader(variables: environment)
        host = options.host ?? variables.text("HOST") ?? "127.0.0.1"
        self.port = try Self.port(variables.number("PORT", or: options.port) ?? port, flag: "--port")
        contract = options.contract.file ?? variables.text("CONTRACT")
        scenario = options.scenario ?? variables.text("SCENARIO")
        server.scenarioFolders = SharedFiles.folders
        server.environment = environment
        server.publicURL = try Self.url(options.publicURL ?? variables.text("PUBLIC_URL"))
        server.webhook = try Self.webhook(options.webhook, variables)
        server.seed = try variables.number("SEED", or: options.seed.number)
        server.isStrict = try variables.flag("STRICT", or: options.strict)
        server.maximumSandboxes = try variables.number("MAX_SANDBOXES", or: options.maxSandboxes) ?? 10_000
        guard server.maximumSandboxes > 0 else { throw .setting("--max-sandboxes must be at least 1") }
        server.allowedHosts = try Self.hosts(options.allowHost + variables.list("ALLOW_HOST"))
        server.adminToken = options.adminToken ?? variables.text("ADMIN_TOKEN")
        server.isLoopback = Self.isLoopback(host)
        server.logFormat = nil
        tls = try Self.tls(options, variables)
    }

    /// The settings of `serve`, which may start from a failure bundle and writes a request log.
    init(_ options: ServeOptions, environment: [String: String]) throws(CommandError) {
        try self.init(options.server, environment: environment, port: 8080)
        let variables = EnvironmentReader(variables: environment)
        bundle = options.bundle ?? variables.text("BUNDLE")
        if bundle != nil, scenario != nil { throw .setting("--bundle and --scenario cannot be used together") }
        if bundle != nil, server.webhook != nil {
            throw .setting("--webhook-url cannot be used with --bundle, because the bundle has its own subscriptions")
        }
        let format = try variables.logFormat(or: options.logFormat)
        server.logFormat = try variables.flag("QUIET", or: options.quiet) ? nil : format
        server.hasReadOnlyPages = try variables.flag("READ_ONLY_UI", or: options.readOnlyUI)
    }

    private static func webhook(
        _ options: WebhookOptions,
        _ variables: EnvironmentReader
    ) throws(CommandError) -> WebhookEndpoint? {
        let secret = options.secret ?? variables.text("WEBHOOK_SECRET")
        guard let url = options.url ?? variables.text("WEBHOOK_URL") else {
            if secret != nil { throw .setting("--webhook-secret requires --webhook-url") }
            return nil
        }
        guard WebhookURL.isAllowed(url, http: .any) else {
            throw .setting("--webhook-url must be an absolute http or https URL, not \(url)")
        }
        return WebhookEndpoint(url: url, secret: secret)
    }

    private static func tls(
        _ options: ServerOptions,
        _ variables: EnvironmentReader
    ) throws(CommandError) -> TLSSettings? {
        let authority = options.tlsCaOut ?? variables.text("TLS_CA_OUT")
        let certificate = options.tlsCert ?? variables.text("TLS_CERT")
        let key = options.tlsKey ?? variables.text("TLS_KEY")
        let names = options.tlsName + variables.list("TLS_NAME")
        guard (certificate == nil) == (key == nil) else {
            throw .setting("--tls-cert and --tls-key go together")
        }
        guard let port = try variables.number("TLS", or: options.tls) else {
            if certificate != nil { throw .setting("--tls-cert requires --tls") }
            if !names.isEmpty { throw .setting("--tls-name requires --tls") }
            if authority != nil { throw .setting("--tls-ca-out requires --tls") }
            return nil
        }
        return TLSSettings(
            port: try Self.port(port, flag: "--tls"),
            names: names,
            authorityFile: authority,
            certificateFile: certificate,
            keyFile: key
        )
    }

    private static func port(_ port: Int, flag: String) throws(CommandError) -> Int {
        guard (0...65_535).contains(port) else { throw .setting("\(flag) must be 0 to 65535, not \(port)") }
        return port
    }

    private static func url(_ url: String?) throws(CommandError) -> String? {
        guard let url else { return nil }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw .setting("--public-url must start with http:// or https://, not \(url)")
        }
        return url
    }

    private static func hosts(_ names: [String]) throws(CommandError) -> [String] {
        for name in names where name.contains("/") || URLAddress("http://\(name)") == nil {
            throw .setting("--allow-host must be a host name such as mock.example.com, not \(name)")
        }
        return names
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
