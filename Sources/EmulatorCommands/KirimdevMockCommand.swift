package import ArgumentParser
import EmulatorServer

/// The command line of the program; without a subcommand it runs `serve`.
package struct KirimdevMockCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "kirimdev-mock",
        abstract: "An emulator of the Kirimdev WhatsApp API, with its state, rules, errors, plans and webhooks.",
        discussion: """
            Point a client at the base URL and use any key that starts with kdv_test_. Every key has a sandbox of its \
            own. POST /__admin/reset resets it between two tests.

            Exit status: 0 normal end, 1 a test or a check failed, 2 a setting or a scenario is wrong, 3 the contract is \
            broken, 4 the port is in use, 64 a flag is wrong. exec has more: see its help.
            """,
        version: EmulatorVersion.current,
        subcommands: [
            ServeCommand.self, ExecCommand.self, EnvCommand.self, TestCommand.self, RecordCommand.self,
            CheckCommand.self, ReplayCommand.self, SchemaCommand.self, HealthcheckCommand.self,
        ],
        defaultSubcommand: ServeCommand.self
    )

    package init() {}
}
