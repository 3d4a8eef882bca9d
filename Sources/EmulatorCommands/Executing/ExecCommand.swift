import ArgumentParser
import Contract
import Documents
import EmulatorCore
import EmulatorServer
import FoundationEssentials
import Webhooks

/// `kirimdev-mock exec`: runs a command with an emulator of its own, and checks what the run has shown.
struct ExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a command with an emulator of its own, and check what the run has shown.",
        discussion: """
            Starts an emulator with a fresh world on a free port, and runs the command with these variables: \
            KIRIMDEV_BASE_URL and KIRIMDEV_API_BASE_URL (with /v1), KIRIMDEV_API_BASE (without it), \
            KIRIMDEV_API_KEY, KIRIMDEV_WEBHOOK_SECRET (of subscriptions in the scenario and of --webhook-url), \
            KIRIMDEV_MOCK_ADMIN_URL, and KIRIMDEV_MOCK_ADMIN_TOKEN if there is one. The emulator stops when the \
            command ends. Requirements count over all sandboxes and all resets of the run.

            SIGTERM, SIGINT, SIGQUIT and SIGHUP are passed on to the command, but not a second time after a key in a \
            terminal. Before the command is started, they end exec.

            Exit status: that of the command if it fails (128 + n for signal n, 127 if there is no such command, 126 \
            if it cannot be started). Otherwise 20 if a requirement was never met, 21 if that cannot be told because \
            counts were deleted during the run (DELETE /__admin/coverage; evictions and resets delete none), 1 if the \
            coverage is too low, a request matched no operation or a file cannot be written, and 0 if all is well. \
            The command is not run with 2 (a setting or a scenario is wrong), 3 (the contract is broken), 4 (the port \
            is in use) and 64 (a flag is wrong).
            """
    )

    @OptionGroup var options: ExecOptions
    @OptionGroup var server: ServerOptions

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("The command and its arguments, after --.", valueName: "command")
    )
    var command: [String] = []

    func validate() throws {
        guard command.isEmpty else { return }
        throw ValidationError("Name a command after --, for example: kirimdev-mock exec -- npm test")
    }

    func run() async throws {
        try await reportingErrors {
            let target = SignalTarget(hasOwnGroup: !StandardStream.isInputTerminal)
            try SignalTrap.begin { target.send($0) }
            let environment = ProcessInfo.processInfo.environment
            let settings = ServerSettings(server, environment: environment, port: 0)
            let run = try prepare(ServerStart(settings, environment: environment), environment, target)
            let receipt = try options.receipt.map { path throws(CommandError) in
                try OutputFile(path, flag: "--receipt")
            }
            let bundle = try options.bundle.map { path throws(CommandError) in try OutputFile(path, flag: "--bundle") }
            guard let outcome = try await run.run(wantsBundle: bundle != nil) else {
                throw CommandError.failed("the emulator stopped before the command was started")
            }
            Self.report(outcome.receipt)
            var status = outcome.receipt.exitStatus
            let areWritten = [
                Self.reportsNoError { () throws(CommandError) in
                    try receipt?.write(Array((outcome.receipt.json.indented + "\n").utf8))
                },
                Self.reportsNoError { () throws(CommandError) in
                    if let content = outcome.bundle { try bundle?.write(try content.get()) }
                },
            ]
            if status == 0, areWritten.contains(false) { status = 1 }
            if status != 0 { throw ExitCode(Int32(status)) }
        }
    }

    /// Builds the emulator; its subscriptions without a secret have the one that the command gets.
    private func prepare(
        _ start: ServerStart,
        _ environment: [String: String],
        _ target: SignalTarget
    ) throws(CommandError) -> ExecRun {
        let contract = start.contract.contract
        let requirements = try Requirement.all(
            of: options,
            operations: contract.operations.map(\.id),
            events: contract.webhooks.map(\.name)
        )
        guard let key = start.baseline.usableKey(preferring: SandboxRegistry.sampleKey) else {
            throw .setting("the scenario `\(start.baseline.name)` accepts no key; declare one under `api_keys`")
        }
        let random = SandboxRegistry.Settings.systemRandomSeed
        let secret = start.baseline.identity(of: key, randomSeed: random).webhookSecret
        var start = start
        start.scenarios.webhookSecret = secret
        start.baseline = start.scenarios.prepared(start.baseline)
        let transport = HTTPWebhookTransport()
        return ExecRun(
            start: start,
            application: try start.application(transport: transport),
            transport: transport,
            requirements: requirements,
            arguments: command,
            key: key,
            webhookSecret: secret,
            environment: environment,
            target: target
        )
    }

    /// Writes a file; says on standard error why that has failed.
    private static func reportsNoError(_ write: () throws(CommandError) -> Void) -> Bool {
        do throws(CommandError) {
            try write()
            return true
        } catch {
            StandardStream.error.say(error.text + "\n")
            return false
        }
    }

    /// Says on standard error why the command could not be started and which requirements are not met.
    private static func report(_ receipt: Receipt) {
        if let error = receipt.ending.error { return StandardStream.error.say("error: \(error)\n") }
        for result in receipt.results {
            if let message = result.message { StandardStream.error.say("kirimdev-mock: \(message)\n") }
        }
    }
}
