import ArgumentParser
import Domain
import EmulatorServer

/// The flags of `test` that say what is run, where, and how it is reported.
struct TestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run only the steps whose `FILE › step name` matches, and those before them: a glob or /regex/.",
            valueName: "pattern"
        )
    )
    var filter: String?

    @Flag(help: "Begin no other file after one has failed.")
    var failFast = false

    @Flag(help: "Run the steps after a failed one, too, as far as their variables have values.")
    var keepGoing = false

    @Option(name: .customLong("repeat"), help: ArgumentHelp("Run each file several times.", valueName: "count"))
    var repetitions = 1

    @Option(help: ArgumentHelp("Seed that makes ids repeatable. (default: that of the file)", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Origin of another server. (default: an emulator in this process)", valueName: "url"))
    var target: String?

    @Option(help: ArgumentHelp("API key for a --target that is not an emulator.", valueName: "key"))
    var apiKey: String?

    @Option(help: ArgumentHelp("Admin token of a --target that is an emulator.", valueName: "token"))
    var adminToken: String?

    @Option(
        name: .customLong("var"),
        help: ArgumentHelp("Value of a variable of the files; repeatable.", valueName: "name=value")
    )
    var variables: [String] = []

    @Option(help: ArgumentHelp("Real receiver of every event; all other webhooks are answered here.", valueName: "url"))
    var webhookURL: String?

    @Option(
        help: ArgumentHelp(
            "Secret that signs the deliveries to --webhook-url. (default: random for each file)",
            valueName: "secret"
        )
    )
    var webhookSecret: String?

    // With the usual way of parsing, `--interleavings=4` before another flag means 100 (swift-argument-parser 1.8.2).
    @Option(
        defaultAsFlag: 100,
        parsing: .next,
        help: ArgumentHelp(
            "Run each file again in the orders in which webhooks and responses can arrive, at most 100 unless given.",
            valueName: "count"
        )
    )
    var interleavings: Int?

    @Option(
        help: ArgumentHelp(
            "Run one file in one order of arrival, as --interleavings names it, such as 3:2,1.",
            valueName: "step:numbers"
        )
    )
    var order: StepOrder?

    @Option(help: ArgumentHelp("Contract file, YAML or JSON. (default: openapi.yaml)", valueName: "file"))
    var contract: String?

    @Option(help: ArgumentHelp("Format of the report: pretty, junit, tap, json or ctrf.", valueName: "format"))
    var format = ReportFormat.pretty

    @Option(help: ArgumentHelp("Write the report as an HTML page to a file as well.", valueName: "file"))
    var html: String?

    @Option(
        help: ArgumentHelp("Compare the responses with those in a recording, in place of a test.", valueName: "file")
    )
    var against: String?

    /// Throws an error for flags that cannot be used together.
    func check() throws(ValidationError) {
        guard repetitions > 0 else { throw ValidationError("--repeat must be at least 1") }
        guard seed ?? 0 <= UInt64(Int.max) else { throw ValidationError("--seed must be at most \(Int.max)") }
        try VariableOption.check(variables)
        guard interleavings ?? 1 > 0 else { throw ValidationError("--interleavings must be at least 1") }
        if interleavings != nil, order != nil {
            throw ValidationError("--order cannot be used with --interleavings, which tries all orders")
        }
        if against != nil { try checkComparison() }
        if webhookSecret != nil, webhookURL == nil { throw ValidationError("--webhook-secret requires --webhook-url") }
        if target == nil {
            if apiKey != nil { throw ValidationError("--api-key requires --target") }
            if adminToken != nil { throw ValidationError("--admin-token requires --target") }
        } else if webhookURL != nil {
            throw ValidationError("--webhook-url cannot be used with --target, which sends its own webhooks")
        }
    }

    /// The orders of arrival to try; nil if neither flag is given.
    private var orders: OrderSelection? { order.map { .one($0) } ?? interleavings.map { .all(limit: $0) } }

    private func checkComparison() throws(ValidationError) {
        guard [.pretty, .json].contains(format) else {
            throw ValidationError("--against has the formats pretty and json, not \(format.rawValue)")
        }
        if html != nil { throw ValidationError("--html cannot be used with --against, whose report has no page") }
        if repetitions > 1 { throw ValidationError("--repeat cannot be used with --against") }
        if orders != nil { throw ValidationError("--interleavings and --order cannot be used with --against") }
    }

    /// What is run, and where.
    var settings: TestSettings {
        TestSettings(
            filter: filter,
            failFast: failFast,
            repetitions: repetitions,
            seed: seed,
            target: target,
            apiKey: apiKey,
            adminToken: adminToken,
            variables: VariableOption.values(of: variables),
            orders: orders,
            goesOnAfterFailure: keepGoing || against != nil
        )
    }

    /// The settings of the emulators in this process.
    func configuration(environment: [String: String]) throws(CommandError) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.environment = environment
        configuration.scenarioFolders = SharedFiles.folders
        configuration.seed = seed
        configuration.logFormat = nil
        if let webhookURL {
            guard WebhookURL.isAllowed(webhookURL, http: .any) else {
                throw .setting("--webhook-url must be an absolute http or https URL, not \(webhookURL)")
            }
            configuration.webhook = WebhookEndpoint(url: webhookURL, secret: webhookSecret)
        }
        return configuration
    }
}
