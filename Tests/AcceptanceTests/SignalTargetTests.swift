import Foundation
import Subprocess
import Testing

@testable import EmulatorCommands

/// Which signals reach the command of `exec`, and when.
@Suite(.timeLimit(.minutes(15)))
struct SignalTargetTests {
    private static func run(_ arguments: [String], as target: SignalTarget) async -> CommandEnding {
        let variables = EmulatorVariables(
            origin: "http://127.0.0.1:1",
            basePath: "/v1",
            key: "kdv_test_local",
            webhookSecret: nil,
            adminToken: nil
        )
        return await ChildCommand(arguments: arguments, variables: variables, searchPath: "/usr/bin:/bin").run(
            as: target
        )
    }

    @Test(arguments: [(SIGINT, 130, "SIGINT"), (SIGTERM, 143, "SIGTERM"), (SIGHUP, 129, "SIGHUP")])
    func `a signal that comes before the command is started prevents its start`(
        number: Int32,
        status: Int,
        name: String
    ) async throws {
        try await withTemporaryFolder { folder in
            let target = SignalTarget(hasOwnGroup: true)
            target.send(ReceivedSignal(number: number, isFromKernel: true))
            target.send(ReceivedSignal(number: SIGQUIT, isFromKernel: true))
            let ending = await Self.run(["touch", "\(folder)/started"], as: target)
            #expect(ending.exitStatus == status)
            #expect(ending.error == "\(name) came before the command was started")
            #expect(ending.signal == nil)
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/started"))
        }
    }

    /// How a process ends that gets its signals from a target; `body` sends them while it runs.
    private static func end(
        of target: SignalTarget,
        _ body: @escaping @Sendable (SignalTarget) -> Void = { _ in }
    ) async throws -> TerminationStatus {
        var options = PlatformOptions()
        options.processGroupID = 0
        return try await Subprocess.run(
            .name("sleep"),
            arguments: ["1000"],
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            target.begin(execution.processIdentifier.value)
            body(target)
        }.terminationStatus
    }

    @Test(arguments: [true, false])
    func `a signal that comes while the command is being started reaches it`(hasOwnGroup: Bool) async throws {
        let target = SignalTarget(hasOwnGroup: hasOwnGroup)
        target.send(ReceivedSignal(number: SIGTERM, isFromKernel: false))
        #expect(try await Self.end(of: target) == .signaled(SIGTERM))
    }

    @Test(arguments: [SIGINT, SIGQUIT])
    func `a key of the terminal reaches the command only in a group of its own`(number: Int32) async throws {
        let key = ReceivedSignal(number: number, isFromKernel: true)
        let apart = try await Self.end(of: SignalTarget(hasOwnGroup: true)) { $0.send(key) }
        #expect(apart == .signaled(number))
        let together = try await Self.end(of: SignalTarget(hasOwnGroup: false)) { target in
            target.send(key)
            target.send(ReceivedSignal(number: SIGTERM, isFromKernel: false))
        }
        #expect(together == .signaled(SIGTERM))
    }

    @Test(arguments: [(SIGINT, false), (SIGTERM, true), (SIGHUP, true)])
    func `a signal that no key has caused reaches the command in any group`(
        number: Int32,
        isFromKernel: Bool
    ) async throws {
        for hasOwnGroup in [true, false] {
            let status = try await Self.end(of: SignalTarget(hasOwnGroup: hasOwnGroup)) { target in
                target.send(ReceivedSignal(number: number, isFromKernel: isFromKernel))
            }
            #expect(status == .signaled(number))
        }
    }
}
