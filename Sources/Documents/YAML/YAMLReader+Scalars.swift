extension YAMLReader {
    /// Reads a value that begins behind a key or hyphen, or alone in its line; `parent` is the column of that key or hyphen.
    mutating func readInline(
        in parent: Int,
        described properties: Properties? = nil
    ) throws(DiagnosticsError) -> Reading {
        let start = properties?.start ?? position
        switch current {
        case .openBracket, .openBrace:
            let reading = try readFlowCollection()
            skipBlanks()
            if isIndicator(.colon) { throw keyIsCollection(at: start) }
            try finishLine()
            guard let properties else { return reading }
            return define(reading, properties)
        case .asterisk:
            let reading = try readAlias(described: properties)
            try finishLine()
            return reading
        case .ampersand, .exclamation:
            let own = try joined(properties, try readProperties())
            return try readDescribed(own, in: parent, isBesideKey: true)
        default:
            let scalar = try readScalar(in: parent)
            return (value(of: scalar, properties), SourceMap.Entry(value: start))
        }
    }

    /// Reads a scalar and the rest of its last line.
    mutating func readScalar(in parent: Int) throws(DiagnosticsError) -> Scalar {
        switch current {
        case .quote, .apostrophe:
            let start = line
            let text = try readQuoted()
            skipBlanks()
            if line > start, current != .newline, !isComment { throw textBehindQuotes(from: start) }
            try finishLine()
            return Scalar(text: text, isPlain: false)
        case .bar, .greater:
            return Scalar(text: try readBlockScalar(in: parent), isPlain: false)
        default:
            return Scalar(text: try readPlain(in: parent), isPlain: true)
        }
    }

    /// What stands in a folded text for a number of line breaks: one is a space, and more are one less.
    static func folded(_ breaks: Int) -> String {
        breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
    }
}
