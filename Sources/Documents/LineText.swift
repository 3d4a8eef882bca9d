extension String {
    /// The text as one clean line: runs of white space become one space, ends are trimmed, control characters go.
    ///
    /// What a contract asks for with `x-normalize: line`, and what the domain stores.
    package var normalizedLine: String {
        if isCleanLine { return self }
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

    /// Whether this is plain ASCII that is a clean line already, as most values are.
    private var isCleanLine: Bool {
        var previous = UInt8(ascii: " ")
        for byte in utf8 {
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20 || isEmpty
    }
}
