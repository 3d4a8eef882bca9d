import ArgumentParser

/// The flag `--admin-token` of the commands that can send requests to another emulator.
struct TargetTokenOption: ParsableArguments {
    @Option(
        name: .customLong("admin-token"),
        help: ArgumentHelp("Admin token of a --target that is an emulator.", valueName: "token")
    )
    var token: String?
}
