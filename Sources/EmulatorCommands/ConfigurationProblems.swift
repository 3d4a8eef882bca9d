import Documents

/// What is wrong with the settings of a server and with the files that they name, so that all of it is reported at once.
struct ConfigurationProblems: Sendable {
    /// The lines for standard error, each with the flag or variable that set the value.
    private(set) var lines: [String] = []
    /// Whether the contract is all that is wrong.
    private(set) var areOfContract = true

    var isEmpty: Bool { lines.isEmpty }

    /// Adds a sentence about a value that cannot be used.
    mutating func add(_ text: String) {
        lines.append("error: " + text)
        areOfContract = false
    }

    /// Adds the error of a file; `source` is the flag or variable that names the file, nil if it was not named.
    mutating func add(_ error: CommandError, source: String?) {
        switch error {
        case .mistakes(let diagnostics), .scenario(let diagnostics):
            lines += diagnostics.map { diagnostic in diagnostic.description + (source.map { " (\($0))" } ?? "") }
        case .setting, .contract, .configuration, .addressInUse, .usage, .failed, .stopped:
            lines.append("error: " + (source.map { "\($0): " } ?? "") + error.message)
        }
        switch error {
        case .contract, .mistakes: break
        case .setting, .scenario, .configuration, .addressInUse, .usage, .failed, .stopped: areOfContract = false
        }
    }

    /// Returns the result of `work`; if it fails, adds its error and returns nil.
    mutating func attempt<Result>(
        _ source: String?,
        _ work: () throws(CommandError) -> Result
    ) -> Result? {
        do throws(CommandError) {
            return try work()
        } catch {
            add(error, source: source)
            return nil
        }
    }
}
