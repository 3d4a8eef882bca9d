import ArgumentParser
import Documents
import EmulatorServer
import Scenarios

/// `kirimdev-mock schema`: prints the JSON Schema with which editors complete and check scenario files.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of scenario files.",
        discussion: """
            Editors with a YAML language server use it if the first line of a scenario is, for example, \
            `# yaml-language-server: $schema=./scenario.schema.json`.
            """
    )

    func run() async throws {
        try await reportingErrors {
            try StandardStream.output.write(line: ScenarioSchema.published.document.indented)
        }
    }
}
