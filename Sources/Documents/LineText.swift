extension String {
    /// The text as one clean line: runs of white space become one space, ends are trimmed, control characters go.
    ///
    /// What a contract asks for with `x-normalize: line`, and what the domain stores.
    package var normalizedLine: String {
        var line = ""
        var pendingSpace = false
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !line.isEmpty
            } else if scalar.properties.generalCategory != .control {
                if pendingSpace { line.unicodeScalars.append(" ") }
                pendingSpace = false
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }
}
