extension PlainYAMLReader {
    /// Reads a value that begins behind a key or hyphen, or alone in its line; `parent` is the column of that key or hyphen.
    mutating func readInline(in parent: Int) throws(Unsupported) -> Reading {
        let entry = SourceMap.Entry(value: position)
        switch current {
        case .openBracket, .openBrace:
            let reading = try readFlowCollection()
            try finishLine()
            return reading
        case .quote, .apostrophe:
            let text = try readQuoted()
            try finishLine()
            return (.string(text), entry)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return (.string(try readBlockScalar(in: parent)), entry)
        default:
            return (JSONValue(plainYAML: try readPlain(in: parent)), entry)
        }
    }

    /// Whether the current byte can be the first of a plain scalar.
    var canBeginPlain: Bool {
        switch current {
        case .newline, .hash, .percent, .comma, .quote, .apostrophe, .openBracket, .closeBracket, .openBrace,
            .closeBrace,
            .colon, UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            false
        case .hyphen: !isBlank(at: index + 1)
        default: true
        }
    }

    // MARK: Plain

    /// Reads a plain scalar, whose lines after the first are deeper than the collection around it.
    private mutating func readPlain(in parent: Int) throws(Unsupported) -> String {
        guard canBeginPlain else { throw Unsupported() }
        var scalar = text(try readPlainLine())
        while let breaks = skipToContinuation(in: parent) {
            scalar += breaks == 1 ? " " : String(repeating: "\n", count: breaks - 1)
            scalar += text(try readPlainLine())
        }
        return scalar
    }

    /// Reads to the end of the line or to a comment; returns the range without the spaces at the end.
    private mutating func readPlainLine() throws(Unsupported) -> Range<Int> {
        let start = index
        var end = index
        while current != .newline {
            let byte = bytes[index]
            if byte == .colon, isBlank(at: index + 1) { throw Unsupported() }
            if byte == .hash, bytes[index - 1] == .space { return start..<end }
            index += 1
            if byte != .space { end = index }
        }
        return start..<end
    }

    /// Moves to the next line of a plain scalar; returns the number of line breaks before it, or nil if there is none.
    private mutating func skipToContinuation(in parent: Int) -> Int? {
        guard current == .newline else {
            skipLine()
            return nil
        }
        let end = (index, line, lineStart)
        var breaks = 0
        while !isAtEnd, current == .newline {
            startLine()
            breaks += 1
            skipSpaces()
        }
        if !isAtEnd, column > parent, current != .hash { return breaks }
        (index, line, lineStart) = end
        return nil
    }

    // MARK: Quoted

    /// Reads a quoted scalar in one line.
    mutating func readQuoted() throws(Unsupported) -> String {
        let quote = current
        index += 1
        let start = index
        while current != quote {
            // Escapes and doubled apostrophes make another text than the one between the quotation marks.
            if current == .backslash, quote == .quote { return try readEscaped(from: start) }
            guard current != .newline else { throw Unsupported() }
            index += 1
        }
        index += 1
        if quote == .apostrophe, !isAtEnd, current == .apostrophe { return try readDoubled(from: start) }
        return text(start..<index - 1)
    }

    /// Reads the rest of a scalar in apostrophes, from behind its first doubled one.
    private mutating func readDoubled(from start: Int) throws(Unsupported) -> String {
        var content = Array(bytes[start..<index])
        index += 1
        while true {
            guard current != .newline else { throw Unsupported() }
            let byte = bytes[index]
            index += 1
            if byte == .apostrophe {
                guard !isAtEnd, current == .apostrophe else { return String(decoding: content, as: UTF8.self) }
                index += 1
            }
            content.append(byte)
        }
    }

    /// Reads the rest of a scalar in quotation marks, from its first escape.
    private mutating func readEscaped(from start: Int) throws(Unsupported) -> String {
        var content = Array(bytes[start..<index])
        while current != .quote {
            guard current != .newline else { throw Unsupported() }
            if current == .backslash {
                index += 1
                content.append(try escaped(current))
            } else {
                content.append(current)
            }
            index += 1
        }
        index += 1
        return String(decoding: content, as: UTF8.self)
    }

    private func escaped(_ byte: UInt8) throws(Unsupported) -> UInt8 {
        switch byte {
        case .quote, .backslash, UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): .newline
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        default: throw Unsupported()
        }
    }
}
