import ArgumentParser

/// The option `--var NAME=VALUE`.
enum VariableOption {
    /// Throws an error for a value of the option that has no name.
    static func check(_ texts: [String]) throws(ValidationError) {
        for text in texts where text.firstIndex(of: "=") ?? text.startIndex == text.startIndex {
            throw ValidationError("--var must be NAME=VALUE, not \(text)")
        }
    }

    /// The values by name; of two values of a name, the last one counts.
    static func values(of texts: [String]) -> [String: String] {
        texts.reduce(into: [:]) { values, text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
    }
}
