package import ArgumentParser
import EmulatorServer

/// The program: its commands, `serve` where none is named.
package struct KirimdevMockCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "kirimdev-mock",
        abstract: "A fake of the Kirimdev WhatsApp API that behaves: state, rules, errors, plans.",
        discussion: """
            Every API key has a world of its own. Point a client at the base URL, use any key that starts with \
            kdv_test_, and put the world back between two tests with POST /__admin/reset.

            Exit status: 0 clean, 1 a check failed, 2 bad setting or scenario, 3 contract broken, 4 port in use, 64 wrong flags.
            """,
        version: EmulatorVersion.current,
        subcommands: [ServeCommand.self, CheckCommand.self, SchemaCommand.self, HealthcheckCommand.self],
        defaultSubcommand: ServeCommand.self
    )

    package init() {}
}
