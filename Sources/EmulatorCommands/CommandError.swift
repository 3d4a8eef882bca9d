import ArgumentParser
import Documents
import FoundationEssentials

/// Why a command stops: what to tell, and the status that scripts see.
enum CommandError: Error {
    /// A setting that cannot be used.
    case setting(String)
    /// A contract that cannot be served.
    case contract(String)
    /// A contract with mistakes, each in its place.
    case mistakes([Diagnostic])
    /// The address is taken.
    case addressInUse(String)
    /// A check has failed.
    case failed(String)

    var exitCode: ExitCode {
        switch self {
        case .failed: ExitCode(1)
        case .setting: ExitCode(2)
        case .contract, .mistakes: ExitCode(3)
        case .addressInUse: ExitCode(4)
        }
    }

    var text: String {
        switch self {
        case .setting(let text), .contract(let text), .addressInUse(let text), .failed(let text): "error: " + text
        case .mistakes(let diagnostics): diagnostics.map(\.description).joined(separator: "\n")
        }
    }
}

/// Runs a command's work and turns its errors into a text on standard error and an exit status.
func reportingErrors(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as CommandError {
        StandardStream.error.write(error.text + "\n")
        throw error.exitCode
    }
}
