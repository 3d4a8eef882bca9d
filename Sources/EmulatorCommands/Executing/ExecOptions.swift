import ArgumentParser

/// The flags of `exec` that say what a run must show, and which files it writes.
struct ExecOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An operation that must have answered; repeatable. With :2 it must have done so twice. A 4xx counts, too, "
                + "but not a 401, a response of a fault rule or an error of the emulator itself.",
            valueName: "operation[:n]"
        )
    )
    var require: [String] = []

    @Option(
        help: ArgumentHelp(
            "An event that a change must have caused, sent or not; repeatable. An event that was only triggered does "
                + "not count.",
            valueName: "type[:n]"
        )
    )
    var requireEvent: [String] = []

    @Option(
        help: ArgumentHelp(
            "An event of which a receiver must have answered a delivery with a 2xx status; repeatable. A delivery counts "
                + "once, with its replays, and that of a triggered event counts, too.",
            valueName: "type[:n]"
        )
    )
    var requireDelivery: [String] = []

    @Flag(help: "Fail if a request matches no operation.")
    var forbidUnmatched = false

    @Option(
        help: ArgumentHelp(
            "Fail if fewer of the contract's operations, in percent, have answered.",
            valueName: "percent"
        )
    )
    var minCoverage: Double?

    @Option(help: ArgumentHelp("Write what the run has shown to a JSON file, also if it fails.", valueName: "file"))
    var receipt: String?

    @Option(
        help: ArgumentHelp(
            "If the run fails, write a failure bundle of its sandbox; if there are several, of that of "
                + "KIRIMDEV_API_KEY.",
            valueName: "file"
        )
    )
    var bundle: String?

    func validate() throws {
        guard let minCoverage else { return }
        guard (0...100).contains(minCoverage) else {
            throw ValidationError("--min-coverage must be a percentage from 0 to 100, not \(minCoverage).")
        }
    }
}
