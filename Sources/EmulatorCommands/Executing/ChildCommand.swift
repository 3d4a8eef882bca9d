import Subprocess
import SystemPackage

/// A command that runs with the standard streams of this process and some further variables.
struct ChildCommand: Sendable {
    /// The name of the program and its arguments.
    let arguments: [String]
    let variables: EmulatorVariables
    /// The value of `PATH`.
    let searchPath: String?

    /// Runs the command to its end, which gets the signals of `target`; it is not started if one has come already.
    func run(as target: SignalTarget) async -> CommandEnding {
        let name = arguments.first ?? ""
        switch ProgramLookup.find(name, path: searchPath) {
        case .notFound: return .notFound("there is no command `\(name)`")
        case .notExecutable(let file): return .notExecutable("\(file) is not an executable file")
        case .found(let file):
            if let signal = target.firstWaiting { return .notStarted(signal) }
            return await run(file, as: target)
        }
    }

    private func run(_ file: String, as target: SignalTarget) async -> CommandEnding {
        defer { target.end() }
        var options = PlatformOptions()
        if target.hasOwnGroup { options.processGroupID = 0 }
        do {
            let result = try await Subprocess.run(
                .path(FilePath(file)),
                arguments: Arguments(
                    executablePathOverride: arguments.first,
                    remainingValues: Array(arguments.dropFirst())
                ),
                environment: .inherit.updating(changes),
                platformOptions: options,
                input: .currentStandardInput,
                output: .currentStandardOutput,
                error: .currentStandardError
            ) { execution in
                target.begin(execution.processIdentifier.value)
            }
            return CommandEnding(result.terminationStatus)
        } catch {
            return .notExecutable("\(file) cannot be started: \(error)")
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
