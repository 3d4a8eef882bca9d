import ArgumentParser
import Documents
import FoundationEssentials
import Scenarios

/// Why a command stops: the text for standard error, and the exit status.
enum CommandError: Error {
    /// A setting that cannot be used.
    case setting(String)
    /// Settings that cannot be used, and mistakes in the files that they name.
    case configuration(ConfigurationProblems)
    /// A contract that cannot be served.
    case contract(String)
    /// A contract with mistakes, each with its location.
    case mistakes([Diagnostic])
    /// A scenario with mistakes, each with its location.
    case scenario([Diagnostic])
    /// Another process listens on the address.
    case addressInUse(String)
    /// A flag with a value that does not exist.
    case usage(String)
    /// A health check has failed, or the output cannot be written.
    case failed(String)
    /// A signal has stopped the command before its end; the status is 128 and the number of the signal.
    case stopped(String, status: Int32)

    var exitCode: ExitCode {
        switch self {
        case .failed: ExitCode(1)
        case .setting, .scenario: ExitCode(2)
        case .configuration(let problems): ExitCode(problems.areOfContract ? 3 : 2)
        case .contract, .mistakes: ExitCode(3)
        case .addressInUse: ExitCode(4)
        case .usage: .validationFailure
        case .stopped(_, let status): ExitCode(status)
        }
    }

    /// What standard error shows.
    var text: String {
        switch self {
        case .setting, .contract, .addressInUse, .usage, .failed: "error: " + message
        case .configuration, .mistakes, .scenario, .stopped: message
        }
    }

    /// What is wrong, without the word `error`.
    var message: String {
        switch self {
        case .setting(let text), .contract(let text), .addressInUse(let text), .usage(let text), .failed(let text),
            .stopped(let text, _):
            text
        case .configuration(let problems): problems.lines.joined(separator: "\n")
        case .mistakes(let diagnostics), .scenario(let diagnostics):
            diagnostics.map(\.description).joined(separator: "\n")
        }
    }
}

extension CommandError {
    /// The error of a scenario: there is none with that name, or it has mistakes.
    init(_ error: ScenarioLookupError) {
        switch error {
        case .unknown(let name, let hint):
            let guess = hint.map { "; did you mean `\($0)`?" } ?? ""
            self = .setting("there is no scenario `\(name)`\(guess)")
        case .broken(let error): self = .scenario(error.diagnostics)
        }
    }
}

/// Runs a command; a ``CommandError`` becomes a text on standard error and an exit status.
func reportingErrors(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as CommandError {
        StandardStream.error.say(error.text + "\n")
        throw error.exitCode
    }
}
