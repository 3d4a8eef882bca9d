import ArgumentParser
import Documents
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import Webhooks

/// `kirimdev-mock replay`: sends the requests of a failure bundle again and compares the responses.
struct ReplayCommand: AsyncParsableCommand {
    /// How the report is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send the requests of a failure bundle again and compare the responses.",
        discussion: """
            A bundle is the response of GET /__admin/bundle. The command sends its requests, and the control requests \
            between them, to a world that starts in the same state: in this process, or at another emulator. It \
            reports for each response `same`, `differs` or `not comparable`. No webhook is sent. The exit status is 1 \
            if a response differs or a control request is refused, and 2 if the file is not a bundle.
            """
    )

    @Argument(help: ArgumentHelp("The file with the bundle.", valueName: "bundle"))
    var bundle: String

    @OptionGroup var target: TargetOption

    @OptionGroup var adminToken: TargetTokenOption

    @OptionGroup var contract: ContractOption

    @Option(help: ArgumentHelp("Format of the report: text or json.", valueName: "format"))
    var format = Format.text

    func run() async throws {
        try await reportingErrors {
            let bundle = try FailureBundle.opened(bundle)
            let report = try await replay(bundle)
            for warning in report.warnings {
                StandardStream.error.say("warning: \(warning); responses may differ for that reason\n")
            }
            switch format {
            case .text: try StandardStream.output.write(line: report.text(inColors: StandardStream.output.isTerminal))
            case .json: try StandardStream.output.write(line: report.json.indented)
            }
            if !report.isClean { throw ExitCode(1) }
        }
    }

    private func replay(_ bundle: FailureBundle) async throws -> ReplayReport {
        let seed = SandboxRegistry.Settings.systemRandomSeed()
        guard let target = target.origin else {
            let cache = ContractCache(environment: ProcessInfo.processInfo.environment)
            let contract = try LoadedContract.serving(contract.file, cache: cache)
            if contract.digest != bundle.contractDigest {
                StandardStream.error.say("warning: the bundle was made with another contract\n")
            }
            let server = LocalServer(contract: contract, bundle: bundle)
            var run = try await ReplayRun(bundle, on: server, randomSeed: seed)
            return try await run.run()
        }
        return try await HTTPRequester.withRequester { requester in
            let server = try TargetServer(at: TargetAddress(target: target).origin, requester: requester)
            var run = try await ReplayRun(bundle, on: server, adminToken: adminToken.token, randomSeed: seed)
            return try await run.run()
        }
    }
}

extension FailureBundle {
    /// Reads a bundle from a file, with the error of a command.
    static func opened(_ file: String) throws(CommandError) -> FailureBundle {
        do throws(BundleError) {
            return try FailureBundle(file: file)
        } catch {
            throw .setting(error.message)
        }
    }
}
