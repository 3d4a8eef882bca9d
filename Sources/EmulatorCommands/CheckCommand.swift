import ArgumentParser
import Foundation

/// `kirimdev-mock check`: reports the mistakes in contracts and scenario files, with their locations.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check scenario files and contracts.",
        discussion: """
            A file with the key `openapi` is a contract. Every other file is a scenario, which is validated against the \
            contract. Every mistake is reported as file:line:column. Exit status: 3 if a contract has a mistake, 2 if \
            only scenarios have one.
            """
    )

    @Argument(help: ArgumentHelp("YAML or JSON files; a folder means all such files in it.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Contract to validate scenarios against. (default: openapi.yaml)", valueName: "file"))
    var contract: String?

    func run() async throws {
        try await reportingErrors {
            var report = CheckReport(contractFile: contract)
            for file in try files.flatMap(Self.expand) { try report.check(file) }
            if !report.ofContracts.isEmpty { throw CommandError.mistakes(report.ofContracts + report.ofScenarios) }
            if !report.ofScenarios.isEmpty { throw CommandError.scenario(report.ofScenarios) }
        }
    }

    /// The path itself if it is a file; all YAML and JSON files below it if it is a folder.
    private static func expand(_ path: String) throws(CommandError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .setting("there is no file \(path)")
        }
        guard isFolder.boolValue else { return [path] }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) } }
            .sorted().map { path + "/" + $0 }
    }
}
