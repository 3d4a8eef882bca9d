import ArgumentParser
import EmulatorServer

/// The flags of `serve`, and of the commands that look for a server with the same settings.
struct ServeOptions: ParsableArguments {
    @OptionGroup var server: ServerOptions

    @Option(
        help: ArgumentHelp(
            "Failure bundle; every sandbox starts with its world instead of a scenario.",
            valueName: "file"
        )
    )
    var bundle: String?

    @Option(help: ArgumentHelp("Format of the request log: text or json. (default: text)", valueName: "format"))
    var logFormat: RequestLog.Format?

    @Flag(help: "Do not write the request log.")
    var quiet = false

    @Flag(help: "Serve the pages without actions, and refuse what they would send to change something.")
    var readOnlyUI = false
}

extension RequestLog.Format: ExpressibleByArgument {}
