import ArgumentParser

/// The flag `--var` of the commands that run scenario files.
struct VariableOptions: ParsableArguments {
    @Option(
        name: .customLong("var"),
        help: ArgumentHelp("Value of a variable of the files; repeatable.", valueName: "name=value")
    )
    private var texts: [String] = []

    /// Throws an error for a value of the flag that has no name.
    func validate() throws {
        for text in texts where text.firstIndex(of: "=") ?? text.startIndex == text.startIndex {
            throw ValidationError("--var must be NAME=VALUE, not \(text)")
        }
    }

    /// The values by name; of two values of a name, the last one counts.
    var values: [String: String] {
        texts.reduce(into: [:]) { values, text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
    }
}
