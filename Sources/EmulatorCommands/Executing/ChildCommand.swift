import Foundation
import Subprocess
import SystemPackage
import UnixSignals

/// A command that runs with the standard streams of this process and some further variables.
struct ChildCommand: Sendable {
    /// The name of the program and its arguments.
    let arguments: [String]
    let variables: EmulatorVariables
    /// The value of `PATH`.
    let searchPath: String?

    /// Runs the command to its end, and passes the signals on to it.
    func run(passingOn signals: UnixSignalsSequence) async -> CommandEnding {
        let name = arguments.first ?? ""
        switch ProgramLookup.find(name, path: searchPath) {
        case .notFound: return .notFound("there is no command `\(name)`")
        case .notExecutable(let file): return .notExecutable("\(file) is not an executable file")
        case .found(let file): return await run(file, passingOn: signals)
        }
    }

    private func run(_ file: String, passingOn signals: UnixSignalsSequence) async -> CommandEnding {
        let target = SignalTarget()
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { for await signal in signals { target.send(signal) } }
            defer { group.cancelAll() }
            do {
                let result = try await Subprocess.run(
                    .path(FilePath(file)),
                    arguments: Arguments(
                        executablePathOverride: arguments.first,
                        remainingValues: Array(arguments.dropFirst())
                    ),
                    environment: .inherit.updating(changes),
                    input: .currentStandardInput,
                    output: .currentStandardOutput,
                    error: .currentStandardError
                ) { execution in
                    target.begin(execution.processIdentifier.value)
                }
                target.end()
                return CommandEnding(result.terminationStatus)
            } catch {
                target.end()
                return .notExecutable("\(file) cannot be started: \(error)")
            }
        }
    }

    private var changes: [Environment.Key: String?] {
        variables.all.reduce(into: [:]) { changes, variable in
            if let key = Environment.Key(rawValue: variable.name) { changes[key] = variable.value }
        }
    }
}

extension CommandEnding {
    fileprivate init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(Int(code))
        case .signaled(let number): self = .signaled(Int(number))
        }
    }
}
