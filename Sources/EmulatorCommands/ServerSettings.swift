import Domain
import EmulatorServer

/// The settings of a server: from flags, otherwise from `KIRIMDEV_MOCK_*` variables, otherwise defaults.
struct ServerSettings: Sendable {
    /// The address to listen on.
    var host: String
    /// The port to listen on; 0 chooses a free one.
    var port: Int
    /// The contract file that was named; nil to look for openapi.yaml.
    var contract: Setting<String>?
    /// The scenario that was named; nil for `default`.
    var scenario: Setting<String>?
    /// The failure bundle whose world is the baseline; nil for a scenario.
    var bundle: Setting<String>?
    /// The settings of https; nil to serve http only.
    var tls: TLSSettings?
    /// The settings of the emulator itself.
    var server = ServerConfiguration()
    /// The values that cannot be used.
    private(set) var problems = ConfigurationProblems()
    /// One sentence for each variable that may be misspelled.
    private(set) var warnings: [String] = []

    /// The settings of https.
    struct TLSSettings: Sendable {
        var port: Int
        var names: [String]
        var authorityFile: Setting<String>?
        var certificateFile: Setting<String>?
        var keyFile: Setting<String>?
    }

    /// The settings of a server without a request log, which listens on `port` unless the options name another one.
    init(_ options: ServerOptions, environment: [String: String], port: Int) {
        var reader = SettingsReader(variables: environment)
        self.init(options, &reader, environment: environment, port: port)
        problems = reader.problems
        warnings = reader.warnings
    }

    /// The settings of `serve`, which may start from a failure bundle and writes a request log.
    init(_ options: ServeOptions, environment: [String: String]) {
        var reader = SettingsReader(variables: environment)
        self.init(options.server, &reader, environment: environment, port: 8080)
        bundle = reader.text("bundle", options.bundle)
        if let bundle { checkUse(of: bundle, options.server.webhook, &reader) }
        let format = Self.logFormat(options.logFormat, &reader)
        server.logFormat = reader.isOn("quiet", options.quiet) ? nil : format
        server.hasReadOnlyPages = reader.isOn("read-only-ui", options.readOnlyUI)
        problems = reader.problems
        warnings = reader.warnings
    }

    private init(
        _ options: ServerOptions,
        _ reader: inout SettingsReader,
        environment: [String: String],
        port: Int
    ) {
        host = reader.text("host", options.host)?.value ?? "127.0.0.1"
        self.port = reader.port("port", options.port)?.value ?? port
        contract = reader.text("contract", options.contract.file)
        scenario = reader.text("scenario", options.scenario)
        server.scenarioFolders = SharedFiles.folders
        server.offersShippedScenarios = true
        server.environment = environment
        server.publicURL = Self.publicURL(options.publicURL, &reader)
        server.webhook = Self.webhook(options.webhook, &reader)
        server.seed = reader.number("seed", options.seed.number)?.value
        server.isStrict = reader.isOn("strict", options.strict)
        server.maximumSandboxes = Self.maximumSandboxes(options.maxSandboxes, &reader)
        server.allowedHosts = Self.hosts(options.allowHost, &reader)
        server.adminToken = reader.text("admin-token", options.adminToken)?.value
        server.isLoopback = Self.isLoopback(host)
        server.logFormat = nil
        tls = Self.tls(options, &reader)
    }

    /// Returns the settings if all values can be used.
    func checked() throws(CommandError) -> Self {
        guard problems.isEmpty else { throw .configuration(problems) }
        return self
    }

    // MARK: Values

    private func checkUse(of bundle: Setting<String>, _ options: WebhookOptions, _ reader: inout SettingsReader) {
        if let scenario {
            reader.problems.add("\(bundle.source) and \(scenario.source) cannot be used together")
        }
        if let url = reader.text("webhook-url", options.url) {
            reader.problems.add(
                "\(url.source) cannot be used with \(bundle.source), because the bundle has its own subscriptions"
            )
        }
    }

    private static func webhook(_ options: WebhookOptions, _ reader: inout SettingsReader) -> WebhookEndpoint? {
        let secret = reader.text("webhook-secret", options.secret)
        guard let url = reader.text("webhook-url", options.url) else {
            if let secret { reader.problems.add("\(secret.source) requires --webhook-url") }
            return nil
        }
        if !WebhookURL.isAllowed(url.value, http: .any) {
            reader.problems.add("\(url.source) must be an absolute http or https URL, not \(url.value)")
        }
        return WebhookEndpoint(url: url.value, secret: secret?.value)
    }

    private static func tls(_ options: ServerOptions, _ reader: inout SettingsReader) -> TLSSettings? {
        let authority = reader.text("tls-ca-out", options.tlsCaOut)
        let certificate = reader.text("tls-cert", options.tlsCert)
        let key = reader.text("tls-key", options.tlsKey)
        let names = reader.list("tls-name", options.tlsName)
        if let certificate, key == nil { reader.problems.add("\(certificate.source) requires --tls-key") }
        if let key, certificate == nil { reader.problems.add("\(key.source) requires --tls-cert") }
        guard reader.text("tls", options.tls.map { String($0) }) != nil else {
            for setting in [certificate, key, names.first, authority].compactMap(\.self) {
                reader.problems.add("\(setting.source) requires --tls")
            }
            return nil
        }
        return reader.port("tls", options.tls).map { port in
            TLSSettings(
                port: port.value,
                names: names.map(\.value),
                authorityFile: authority,
                certificateFile: certificate,
                keyFile: key
            )
        }
    }

    private static func publicURL(_ flag: String?, _ reader: inout SettingsReader) -> String? {
        guard let url = reader.text("public-url", flag) else { return nil }
        if !url.value.hasPrefix("http://"), !url.value.hasPrefix("https://") {
            reader.problems.add("\(url.source) must start with http:// or https://, not \(url.value)")
        }
        return url.value
    }

    private static func maximumSandboxes(_ flag: Int?, _ reader: inout SettingsReader) -> Int {
        guard let maximum = reader.number("max-sandboxes", flag) else { return 10_000 }
        if maximum.value < 1 { reader.problems.add("\(maximum.source) must be at least 1, not \(maximum.value)") }
        return maximum.value
    }

    private static func hosts(_ flags: [String], _ reader: inout SettingsReader) -> [String] {
        let names = reader.list("allow-host", flags)
        for name in names where name.value.contains("/") || URLAddress("http://\(name.value)") == nil {
            reader.problems.add("\(name.source) must be a host name such as mock.example.com, not \(name.value)")
        }
        return names.map(\.value)
    }

    private static func logFormat(_ flag: RequestLog.Format?, _ reader: inout SettingsReader) -> RequestLog.Format {
        guard let text = reader.text("log-format", flag?.rawValue) else { return .text }
        guard let format = RequestLog.Format(rawValue: text.value) else {
            reader.problems.add("\(text.source) must be text or json, not \(text.value)")
            return .text
        }
        return format
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
