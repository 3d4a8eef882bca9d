import ArgumentParser

/// The flag `--contract` of the commands that load one contract.
struct ContractOption: ParsableArguments {
    @Option(
        name: .customLong("contract"),
        help: ArgumentHelp("Contract file, YAML or JSON. (default: openapi.yaml)", valueName: "file")
    )
    var file: String?
}
