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

    @OptionGroup var seed: SeedOption

    @OptionGroup var target: TargetOption

    @OptionGroup var apiKey: TargetKeyOption

    @OptionGroup var adminToken: TargetTokenOption

    @OptionGroup var variables: VariableOptions

    @OptionGroup var webhook: WebhookOptions

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

    @OptionGroup var contract: ContractOption

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
        guard seed.number ?? 0 <= UInt64(Int.max) else { throw ValidationError("--seed must be at most \(Int.max)") }
        guard interleavings ?? 1 > 0 else { throw ValidationError("--interleavings must be at least 1") }
        if interleavings != nil, order != nil {
            throw ValidationError("--order cannot be used with --interleavings, which tries all orders")
        }
        if against != nil { try checkComparison() }
        if webhook.secret != nil, webhook.url == nil {
            throw ValidationError("--webhook-secret requires --webhook-url")
        }
        if target.origin == nil {
            if apiKey.key != nil { throw ValidationError("--api-key requires --target") }
            if adminToken.token != nil { throw ValidationError("--admin-token requires --target") }
        } else if webhook.url != nil {
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
            seed: seed.number,
            target: target.origin,
            apiKey: apiKey.key,
            adminToken: adminToken.token,
            variables: variables.values,
            orders: orders,
            goesOnAfterFailure: keepGoing || against != nil
        )
    }

    /// The settings of the emulators in this process.
    func configuration(environment: [String: String]) throws(CommandError) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.environment = environment
        configuration.scenarioFolders = SharedFiles.folders
        configuration.offersShippedScenarios = true
        configuration.seed = seed.number
        configuration.logFormat = nil
        if let url = webhook.url {
            guard WebhookURL.isAllowed(url, http: .any) else {
                throw .setting("--webhook-url must be an absolute http or https URL, not \(url)")
            }
            configuration.webhook = WebhookEndpoint(url: url, secret: webhook.secret)
        }
        return configuration
    }
}
