import ArgumentParser
import Documents
import EmulatorServer
import Scenarios

/// `kirimdev-mock schema`: what editors complete and check scenario files by.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of scenario files.",
        discussion: """
            Editors that know YAML use it with a first line such as \
            `# yaml-language-server: $schema=./scenario.schema.json`.
            """
    )

    func run() async throws {
        try await reportingErrors {
            try StandardStream.output.write(line: ScenarioSchema.published.document.indented)
        }
    }
}
