package import EmulatorCore

/// What the emulator is put together from; the commands read each field from a flag or a `KIRIMDEV_MOCK_*` variable.
package struct ServerConfiguration: Sendable {
    /// `--public-url`: what stands before paths in URLs that answers show; the request's own host if nil.
    package var publicURL: String?
    /// `--seed`: makes ids repeatable.
    package var seed: UInt64?
    /// `--strict`: every answer is validated against the contract, and an operation less than we know refuses the start.
    package var isStrict = false
    /// `--max-sandboxes`: how many worlds may live.
    package var maximumSandboxes = 10_000
    /// `--allow-host`: names under which the control API may be reached on loopback.
    package var allowedHosts: [String] = []
    /// `--admin-token`: what the control API asks for.
    package var adminToken: String?
    /// Whether the server is bound to loopback, so that only this machine reaches it.
    package var isLoopback = true
    /// The folders in which `scenarios/NAME.yaml` is looked for, the first one first.
    package var scenarioFolders: [String] = []
    /// What `${env.NAME}` stands for in scenario files.
    package var environment: [String: String] = [:]
    /// `--webhook-url` and `--webhook-secret`: the endpoint that every world starts with.
    package var webhook: WebhookEndpoint?
    /// `--log-format`; nil for `--quiet`.
    package var logFormat: RequestLog.Format? = .text
    /// The CA that `--tls` made, as PEM.
    package var certificateAuthority: String?
    /// Where time comes from.
    package var clock = EmulatorClock.system
    /// Where seeds come from that nobody gave.
    package var randomSeed: @Sendable () -> UInt64 = SandboxRegistry.Settings.systemRandomSeed

    /// The defaults.
    package init() {}
}
