extension String {
    /// The text as one line: trimmed, with each run of white space as one space, without control characters.
    ///
    /// A contract asks for this form with `x-normalize: line`; the domain stores the names of customers in it.
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

    /// Whether this is ASCII text in that form already, as most values are.
    private var isCleanLine: Bool {
        var previous = UInt8(ascii: " ")
        for byte in utf8 {
            guard byte >= 0x20, byte < 0x7F, byte != 0x20 || previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20 || isEmpty
    }
}
