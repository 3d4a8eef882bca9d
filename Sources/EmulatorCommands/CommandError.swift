import ArgumentParser
import Documents
import FoundationEssentials
import Scenarios

/// Why a command stops: what to tell, and the status that scripts see.
enum CommandError: Error {
    /// A setting that cannot be used.
    case setting(String)
    /// A contract that cannot be served.
    case contract(String)
    /// A contract with mistakes, each in its place.
    case mistakes([Diagnostic])
    /// A scenario with mistakes, each in its place.
    case scenario([Diagnostic])
    /// The address is taken.
    case addressInUse(String)
    /// A check has failed.
    case failed(String)

    var exitCode: ExitCode {
        switch self {
        case .failed: ExitCode(1)
        case .setting, .scenario: ExitCode(2)
        case .contract, .mistakes: ExitCode(3)
        case .addressInUse: ExitCode(4)
        }
    }

    var text: String {
        switch self {
        case .setting(let text), .contract(let text), .addressInUse(let text), .failed(let text): "error: " + text
        case .mistakes(let diagnostics), .scenario(let diagnostics):
            diagnostics.map(\.description).joined(separator: "\n")
        }
    }
}

extension CommandError {
    /// There is no such scenario, or it has mistakes.
    init(_ error: ScenarioLookupError) {
        switch error {
        case .unknown(let name, let hint):
            let guess = hint.map { "; did you mean `\($0)`?" } ?? ""
            self = .setting("--scenario: there is no scenario `\(name)`\(guess)")
        case .broken(let error): self = .scenario(error.diagnostics)
        }
    }
}

/// Runs a command's work and turns its errors into a text on standard error and an exit status.
func reportingErrors(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as CommandError {
        StandardStream.error.say(error.text + "\n")
        throw error.exitCode
    }
}
