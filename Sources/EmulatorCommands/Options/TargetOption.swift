import ArgumentParser

/// The flag `--target` of the commands that start an emulator themselves unless it is given.
struct TargetOption: ParsableArguments {
    @Option(
        name: .customLong("target"),
        help: ArgumentHelp("Origin of another server. (default: an emulator in this process)", valueName: "url")
    )
    var origin: String?
}
