package import EmulatorCore

/// The settings of the emulator; the commands read them from flags and `KIRIMDEV_MOCK_*` variables.
package struct ServerConfiguration: Sendable {
    /// The base of the URLs in responses (`--public-url`); if nil, the host of the request is used.
    package var publicURL: String?
    /// The seed that makes ids repeatable (`--seed`).
    package var seed: UInt64?
    /// Whether every response is validated against the contract (`--strict`).
    ///
    /// The serve command then also refuses a contract with mistakes, and our own contract if it lacks an operation.
    package var isStrict = false
    /// The number of sandboxes above which the least recently used one is evicted (`--max-sandboxes`).
    package var maximumSandboxes = 10_000
    /// More host names that the control API accepts in `Host` (`--allow-host`).
    package var allowedHosts: [String] = []
    /// The token that requests to the control API must send in `X-Mock-Admin-Token` (`--admin-token`); nil for none.
    package var adminToken: String?
    /// Whether the pages have no actions, and the server refuses what a page sends to change something (`--read-only-ui`).
    package var hasReadOnlyPages = false
    /// Whether the server listens on loopback only, so that other machines cannot reach it.
    package var isLoopback = true
    /// The folders that are searched for `scenarios/NAME.yaml`, in this order.
    package var scenarioFolders: [String] = []
    /// Whether the scenarios that are part of the program can be used where no folder has one with the same name.
    package var offersShippedScenarios = false
    /// The values of `${env.NAME}` in scenario files.
    package var environment: [String: String] = [:]
    /// The webhook endpoint that every world starts with (`--webhook-url` and `--webhook-secret`).
    package var webhook: WebhookEndpoint?
    /// The format of the request log (`--log-format`); nil turns it off (`--quiet`).
    package var logFormat: RequestLog.Format? = .text
    /// The certificate of the CA that `--tls` created, in PEM.
    package var certificateAuthority: String?
    /// The source of wall time.
    package var clock = EmulatorClock.system
    /// The source of a seed where none is given.
    package var randomSeed: @Sendable () -> UInt64 = SandboxRegistry.Settings.systemRandomSeed

    /// Creates the default configuration.
    package init() {}
}
