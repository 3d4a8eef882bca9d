import ArgumentParser
import Documents
import EmulatorServer
import Scenarios

/// `kirimdev-mock schema`: prints the JSON Schema of scenario files, failure bundles, receipts or recordings.
struct SchemaCommand: AsyncParsableCommand {
    /// What a schema is of.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case scenario, bundle, receipt, recording
    }

    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of scenario files, failure bundles, receipts or recordings.",
        discussion: """
            Editors with a YAML language server use the schema of scenarios if a scenario file starts with a line such as \
            `# yaml-language-server: $schema=./scenario.schema.json`.
            """
    )

    @Argument(
        help: ArgumentHelp("What the schema describes: scenario, bundle, receipt or recording.", valueName: "subject")
    )
    var subject = Subject.scenario

    func run() async throws {
        try await reportingErrors {
            let document =
                switch subject {
                case .scenario: ScenarioSchema.published.document
                case .bundle: BundleSchema.document
                case .receipt: ReceiptSchema.document
                case .recording: RecordingSchema.document
                }
            try StandardStream.output.write(line: document.indented)
        }
    }
}
