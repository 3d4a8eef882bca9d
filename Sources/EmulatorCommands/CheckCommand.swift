import ArgumentParser
import Contract
import Documents
import Foundation

/// `kirimdev-mock check`: says what is wrong with contract files, and where.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check contract files: references, schemas, examples, error codes.",
        discussion: "Every mistake is reported as file:line:column. Exit status 3 if there is one."
    )

    @Argument(help: ArgumentHelp("Contract files, YAML or JSON; a folder means the files in it.", valueName: "file"))
    var files: [String]

    func run() async throws {
        try await reportingErrors {
            var mistakes: [Diagnostic] = []
            for file in try files.flatMap(Self.expand) {
                do throws(DiagnosticsError) {
                    let contract = try ContractLoader.load(file: file, checkEverything: true)
                    StandardStream.output.write("\(file): ok, \(contract.operations.count) operations\n")
                } catch {
                    mistakes += error.diagnostics
                }
            }
            guard mistakes.isEmpty else { throw CommandError.mistakes(mistakes) }
        }
    }

    /// A file as it is, a folder as the YAML and JSON files below it.
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
