import Domain
import EmulatorCore
import EmulatorServer
import HTTPServing
import NIOCore
import Webhooks

/// One run of `exec`: an emulator with a fresh world, and the command beside it.
struct ExecRun: Sendable {
    /// How long pending webhooks may take after the end of the command, in wall time.
    private static let patience = TimeAmount.seconds(2)

    let start: ServerStart
    let application: EmulatorApplication
    let transport: HTTPWebhookTransport
    let requirements: [Requirement]
    let arguments: [String]
    /// The key that the command gets.
    let key: String
    let webhookSecret: String
    let environment: [String: String]
    /// What gets the signals of this process.
    let target: SignalTarget

    /// What is known after the run.
    struct Outcome: Sendable {
        let receipt: Receipt
        /// The failure bundle, or why there is none; nil if the run has succeeded or no bundle is wanted.
        let bundle: Result<[UInt8], CommandError>?
    }

    /// Runs the command while the emulator serves, and takes the evidence before the emulator stops.
    func run(wantsBundle: Bool) async throws -> Outcome? {
        let service = CommandService { bound in
            let startedAt = application.registry.now
            let ending = await command(for: bound).run(as: target)
            await awaitWebhooks()
            return outcome(ending, startedAt: startedAt, wantsBundle: wantsBundle)
        }
        try await start.serve(application, until: service) { service.begin($0) }
        return service.outcome
    }

    private func command(for bound: [BoundListener]) -> ChildCommand {
        let port = bound.first { !$0.isSecure }?.port ?? start.settings.port
        let variables = EmulatorVariables(
            origin: start.settings.origin(port: port),
            basePath: application.facts.basePath,
            key: key,
            webhookSecret: webhookSecret,
            adminToken: start.settings.server.adminToken
        )
        return ChildCommand(arguments: arguments, variables: variables, searchPath: environment["PATH"])
    }

    /// Waits for the answers to webhooks whose first attempt has not ended.
    ///
    /// A command may end as soon as its receiver has answered, before the emulator has read the answer.
    private func awaitWebhooks() async {
        let promise = transport.eventLoop.makePromise(of: Void.self)
        let timer = transport.eventLoop.scheduleTask(in: Self.patience) { promise.succeed() }
        let attempts = application.registry.awaitFirstAttempts { promise.succeed() }
        try? await promise.futureResult.get()
        timer.cancel()
        for wait in attempts { wait.cancel() }
    }

    private func outcome(_ ending: CommandEnding, startedAt: Timestamp, wantsBundle: Bool) -> Outcome {
        let evidence = RunEvidence(application.registry, of: start.contract.contract)
        let results = requirements.map(evidence.judge)
        let receipt = Receipt(
            contract: start.contract,
            baseline: start.baseline,
            startedAt: startedAt,
            endedAt: application.registry.now,
            arguments: arguments,
            ending: ending,
            exitStatus: ExecStatus.of(command: ending.exitStatus, results),
            results: results,
            evidence: evidence
        )
        guard wantsBundle, receipt.exitStatus != 0 else { return Outcome(receipt: receipt, bundle: nil) }
        let token = start.settings.server.adminToken
        return Outcome(receipt: receipt, bundle: application.failureBundle(of: key, adminToken: token))
    }
}
