import ArgumentParser

/// `kirimdev-mock check`: reports the mistakes in contracts and scenario files, with their locations.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check scenario files and contracts.",
        discussion: """
            A file with the key `openapi` is a contract. Every other file is a scenario, which is validated against the \
            contract of --contract. Every mistake is reported as file:line:column. In a contract with `x-evidence`, the table in \
            Documentation.docc/Evidence.md must match it. Exit status: 3 if a contract has a mistake, 2 if \
            only scenarios have one.
            """
    )

    @Argument(help: ArgumentHelp("YAML or JSON files; a folder means all such files in it.", valueName: "file"))
    var files: [String]

    @OptionGroup var contract: ContractOption

    @Flag(help: "Write the table of evidence in the documentation again, from `x-evidence` of the contract.")
    var writeEvidence = false

    func run() async throws {
        try await reportingErrors {
            var report = CheckReport(contractFile: contract.file, writesEvidence: writeEvidence)
            for file in try files.flatMap(DocumentFiles.expand) { try report.check(file) }
            if !report.ofContracts.isEmpty { throw CommandError.mistakes(report.ofContracts + report.ofScenarios) }
            if !report.ofScenarios.isEmpty { throw CommandError.scenario(report.ofScenarios) }
        }
    }
}
