import ArgumentParser

/// The flag `--api-key` of the commands that can send requests to any server.
struct TargetKeyOption: ParsableArguments {
    @Option(
        name: .customLong("api-key"),
        help: ArgumentHelp("API key for a --target that is not an emulator.", valueName: "key")
    )
    var key: String?
}
