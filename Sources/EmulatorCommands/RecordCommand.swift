import ArgumentParser
import Domain
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import Scenarios

/// `kirimdev-mock record`: runs the request steps of scenario files against a server and keeps its responses.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record how a server responds to the requests of scenario files.",
        discussion: """
            The recording has no personal details: ids, keys, tokens, phone numbers, e-mail addresses, names and free \
            texts are replaced by stand-ins. `kirimdev-mock test --against FILE` compares the emulator with it. Steps \
            that are not as expected are recorded, too, and the steps after them are run as far as possible.

            Exit status: 0 the file was written, 1 the server has not responded, 2 a scenario or a setting is wrong, \
            64 a flag is wrong, 128 + n if signal n has stopped the run.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Scenario files; a folder means all files in it. (default: the folder scenarios)",
            valueName: "suite"
        )
    )
    var files: [String] = []

    @Option(help: ArgumentHelp("Origin of the server.", valueName: "url"))
    var target: String

    @OptionGroup var apiKey: TargetKeyOption

    @OptionGroup var adminToken: TargetTokenOption

    @OptionGroup var variables: VariableOptions

    @Option(help: ArgumentHelp("The file that is written.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("Date of the recording, such as 2026-06-05. (default: today in UTC)", valueName: "date"))
    var date: String?

    @OptionGroup var contract: ContractOption

    func validate() throws {
        if let date, date.count != 10 || Timestamp(iso8601: date + "T00:00:00Z") == nil {
            throw ValidationError("--date must be a date such as 2026-06-05, not \(date)")
        }
    }

    func run() async throws {
        try await reportingErrors {
            let environment = ProcessInfo.processInfo.environment
            let cache = ContractCache(environment: environment)
            let contract = try LoadedContract.serving(contract.file, cache: cache)
            let address = try TargetAddress(target: target)
            var configuration = ServerConfiguration()
            configuration.environment = environment
            configuration.scenarioFolders = SharedFiles.folders
            configuration.offersShippedScenarios = true
            configuration.logFormat = nil
            let scenarios = ScenarioSource(configuration, contract, cache: cache)
            let suite = try TestSuite(files, library: scenarios.library)
            let preparation = try TestPreparation(settings, suite, configuration, contract)
            let (reports, _) = try await preparation.run(scenarios)
            let today = configuration.clock.now.description.prefix(10)
            let origin = Recording.Origin(
                date: date ?? String(today),
                target: address.host,
                contractDigest: contract.digest
            )
            try write(Recording(reports, origin: origin, contract: contract.contract), of: reports)
        }
    }

    private var settings: TestSettings {
        TestSettings(
            target: target,
            apiKey: apiKey.key,
            adminToken: adminToken.token,
            variables: variables.values,
            goesOnAfterFailure: true
        )
    }

    /// Writes the file, and says what is in it and what was not as expected.
    private func write(_ recording: Recording, of reports: [ScenarioReport]) throws(CommandError) {
        let summary = RecordingSummary(recording, of: reports)
        for line in summary.lines { try StandardStream.output.write(line: line) }
        guard summary.responses > 0 else {
            throw .failed("\(target) has responded to no request, so that \(out) was not written")
        }
        try recording.write(to: out)
        try StandardStream.output.write(line: "\(summary.total) in \(out)")
    }
}
