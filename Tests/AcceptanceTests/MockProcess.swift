import EmulatorTesting
import Foundation
import Subprocess

/// The program as a user meets it: started on a free port, and stopped when the test is over.
struct MockProcess: Sendable {
    /// The line that names the server's URL and key.
    let readyLine: String
    /// The port of plain http.
    let port: Int
    /// The port of https, if it is served.
    let securePort: Int?
    /// What the program writes on both of its streams.
    let output: OutputLines
    /// Sends a signal to the program.
    let signal: @Sendable (Signal) throws -> Void

    /// The base URL of plain http, without a path.
    var url: String { "http://127.0.0.1:\(port)" }

    /// A client of the API.
    func client(_ key: String? = "kdv_test_local", basePath: String = "/v1") -> MockClient {
        MockClient(baseURL: url + basePath, key: key)
    }

    /// A client whose paths are whole targets.
    var root: MockClient { MockClient(baseURL: url, key: nil) }
}

/// How a program ended, and what it wrote.
struct FinishedProcess: Sendable {
    /// The exit status, nil if a signal ended it.
    let status: Int?
    /// Standard output; of a server, both streams.
    let output: String
    /// Standard error, where it was kept apart.
    let errors: String

    /// The lines of the output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }

    init(_ status: TerminationStatus, output: String, errors: String = "") {
        switch status {
        case .exited(let code): self.status = Int(code)
        case .signaled: self.status = nil
        }
        self.output = output
        self.errors = errors
    }
}

/// Runs the server while `body` runs, then sends `signal` and waits for the end of the program.
@discardableResult
func withMock(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    stoppedBy signal: Signal = .terminate,
    _ body: @Sendable (MockProcess) async throws -> Void
) async throws -> FinishedProcess {
    let arguments = arguments.contains("--port") ? arguments : ["--port", "0"] + arguments
    return try await withTemporaryFolder { folder in
        try await withProgram(
            try Program.name,
            arguments,
            environment: environment,
            home: folder,
            stoppedBy: signal
        ) { output, send in
            try await body(try await MockProcess(output, signal: send))
        }
    }
}

/// Runs any program while `body` runs and reads its output, then sends `signal` and waits for the end.
@discardableResult
func withProgram(
    _ name: String,
    _ arguments: [String],
    environment: [String: String] = [:],
    home: String,
    stoppedBy signal: Signal = .terminate,
    _ body: @Sendable (OutputLines, @escaping @Sendable (Signal) throws -> Void) async throws -> Void
) async throws -> FinishedProcess {
    try await Places.shared.take {
        try await withRunningProgram(
            name,
            arguments,
            environment: Program.environment(environment, home: home),
            stoppedBy: signal,
            body
        )
    }
}

private func withRunningProgram(
    _ name: String,
    _ arguments: [String],
    environment: Environment,
    stoppedBy signal: Signal,
    _ body: @Sendable (OutputLines, @escaping @Sendable (Signal) throws -> Void) async throws -> Void
) async throws -> FinishedProcess {
    let result = try await Subprocess.run(
        .name(name),
        arguments: Arguments(arguments),
        environment: environment,
        platformOptions: Program.options,
        input: .none,
        output: .sequence,
        error: .combinedWithOutput
    ) { execution in
        try await withThrowingTaskGroup(of: Void.self) { group in
            let output = OutputLines()
            group.addTask {
                await output.collect(execution.standardOutput.strings())
            }
            do {
                try await body(output) { try execution.send(signal: $0) }
                try execution.send(signal: signal)
            } catch {
                // The group waits for the end of the output, which only comes when everything that writes is gone.
                try? execution.send(signal: .kill, toProcessGroup: true)
                throw error
            }
            try await group.waitForAll()
            return await output.lines
        }
    }
    return FinishedProcess(result.terminationStatus, output: result.closureResult.joined(separator: "\n"))
}

/// Runs a command that ends by itself.
func runMock(_ arguments: String..., environment: [String: String] = [:]) async throws -> FinishedProcess {
    try await runMock(arguments, environment: environment)
}

/// Runs a command that ends by itself.
func runMock(_ arguments: [String], environment: [String: String] = [:]) async throws -> FinishedProcess {
    try await withTemporaryFolder { folder in
        try await runProgram(try Program.name, arguments, environment: environment, home: folder)
    }
}

/// Runs any program that ends by itself, in the same clean environment.
func runProgram(
    _ name: String,
    _ arguments: [String],
    environment: [String: String] = [:],
    home: String
) async throws -> FinishedProcess {
    try await Places.shared.take {
        let result = try await Subprocess.run(
            .name(name),
            arguments: Arguments(arguments),
            environment: Program.environment(environment, home: home),
            platformOptions: Program.options,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return FinishedProcess(result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }
}

extension MockProcess {
    fileprivate init(
        _ output: OutputLines,
        signal: @escaping @Sendable (Signal) throws -> Void
    ) async throws {
        let line = try await output.line("the ready line") { $0.contains(" ready at ") }
        let ports = line.matches(of: /(https?):\/\/\S+?:(\d+)/).map { (scheme: $0.1, port: Int($0.2)) }
        guard let port = ports.first(where: { $0.scheme == "http" })?.port else {
            throw TestFailure("no address in the ready line: \(line)")
        }
        self.init(
            readyLine: line,
            port: port,
            securePort: ports.first { $0.scheme == "https" }?.port,
            output: output,
            signal: signal
        )
    }
}

/// The built binary and the environment that it runs in.
enum Program {
    /// The folder of the test bundle, where the package manager also puts the binary.
    private static let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path

    /// Copies of contracts that the programs of one run share, so that most of them start without reading YAML.
    private static let cache: String = {
        let path = "\(folder ?? FileManager.default.temporaryDirectory.path)/kirimdev-mock-test-cache"
        try? FileManager.default.removeItem(atPath: path)
        return path
    }()

    static var name: String {
        get throws {
            let name = "kirimdev-mock"
            guard let folder, FileManager.default.isExecutableFile(atPath: folder + "/" + name) else {
                throw TestFailure("\(name) is not built: `swift build` puts it beside the test bundle")
            }
            return name
        }
    }

    /// Throws a one-line failure if a system program that a test needs is missing.
    static func require(_ name: String) throws {
        let folders = ["/usr/local/bin", "/usr/bin", "/bin"]
        guard !folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) else {
            return
        }
        throw TestFailure("this test needs \(name) in \(folders.joined(separator: ", ")); README says what tests need")
    }

    /// Starts a program in a session of its own, so that all processes that it started can be ended with it.
    static let options: PlatformOptions = {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)]
        return options
    }()

    /// An environment with only `PATH`, a home folder, a cache folder and the given variables.
    static func environment(_ variables: [String: String], home: String) -> Environment {
        let own = ["PATH": "\(folder ?? ""):/usr/local/bin:/usr/bin:/bin", "HOME": home, "XDG_CACHE_HOME": cache]
        let all = own.merging(variables) { _, given in given }
        return .custom(
            Dictionary(
                uniqueKeysWithValues: all.compactMap { name, value in
                    Environment.Key(rawValue: name).map { ($0, value) }
                }
            )
        )
    }
}

/// Creates a temporary folder for `body` and removes it afterwards.
@discardableResult
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/kirimdev-mock-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
}
