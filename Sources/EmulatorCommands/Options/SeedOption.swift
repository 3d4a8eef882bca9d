import ArgumentParser

/// The flag `--seed` of the commands that start an emulator.
struct SeedOption: ParsableArguments {
    @Option(
        name: .customLong("seed"),
        help: ArgumentHelp("Seed that makes ids repeatable. (default: that of the scenario)", valueName: "number")
    )
    var number: UInt64?
}
