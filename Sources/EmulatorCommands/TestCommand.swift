import ArgumentParser
import Documents
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import Scenarios
import Webhooks

/// `kirimdev-mock test`: runs the steps of scenario files and reports what is not as expected.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the steps of scenario files as contract tests.",
        discussion: """
            Each file runs in an emulator of its own in this process, and several files run at the same time. Every \
            response and every event is validated against the contract. With --target, the files run against another \
            server. If it is an emulator, each file gets a sandbox of its own. On any other server, files with other \
            steps than requests are skipped. With --against, the responses are compared with those in a recording: \
            `same`, `differs` or `not comparable` for each request. With --webhook-url, a real receiver gets every event; \
            all other webhooks are answered in this process.

            With --interleavings, each file runs again for each order in which the webhooks that a step causes and its \
            response can arrive. The first order that breaks an expectation is reported, and --order runs it again. \
            The receiver under test is that of --webhook-url.

            Exit status: 0 all steps passed, 1 a step failed (with --against: only if a response differs), 2 a scenario \
            or a setting is wrong, 64 a flag is wrong, 128 + n if signal n has stopped a run with --target.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Scenario files; a folder means all files in it. (default: the folder scenarios)",
            valueName: "file"
        )
    )
    var files: [String] = []

    @OptionGroup var options: TestOptions

    func validate() throws {
        try options.check()
    }

    func run() async throws {
        try await reportingErrors {
            let environment = ProcessInfo.processInfo.environment
            let cache = ContractCache(environment: environment)
            let contract = try LoadedContract.serving(options.contract.file, cache: cache)
            let configuration = try options.configuration(environment: environment)
            let scenarios = ScenarioSource(configuration, contract, cache: cache)
            let suite = try TestSuite(files, library: scenarios.library)
            let recording = try options.against.map { file throws(CommandError) in try Recording(file: file) }
            let preparation = try TestPreparation(options.settings, suite, configuration, contract)
            let (reports, coverage) = try await preparation.run(scenarios)
            if let recording {
                try compare(reports, with: recording, contract)
            } else {
                try report(reports, coverage, environment)
            }
        }
    }

    /// Writes the report, and ends with status 1 if a file has failed.
    private func report(
        _ reports: [ScenarioReport],
        _ coverage: Coverage?,
        _ environment: [String: String]
    ) throws {
        if let html = options.html { try ReportPage(reports, coverage: coverage).write(to: html) }
        let style = ReportStyle(
            isColored: StandardStream.output.isTerminal,
            page: options.html.map { ReportPage.url(of: $0) }
        )
        try options.format.write(reports, coverage: coverage, style: style, environment: environment)
        if reports.contains(where: \.hasFailed) { throw ExitCode(1) }
    }

    /// Reports how the responses compare with a recording, and ends with status 1 if one differs.
    private func compare(
        _ reports: [ScenarioReport],
        with recording: Recording,
        _ contract: LoadedContract
    ) throws {
        if recording.contractDigest != contract.digest {
            StandardStream.error.say("warning: the recording was made with another contract\n")
        }
        let origin = Recording.Origin(date: "", target: "", contractDigest: contract.digest)
        let run = Recording(reports, origin: origin, contract: contract.contract)
        let comparison = RecordingComparison(run, against: recording)
        let report = RecordingReport(comparison, file: options.against ?? "")
        switch options.format {
        case .json: try StandardStream.output.write(line: report.json.indented)
        case .pretty, .junit, .tap, .ctrf:
            try StandardStream.output.write(line: report.text(inColors: StandardStream.output.isTerminal))
        }
        if !report.isClean { throw ExitCode(1) }
    }
}
