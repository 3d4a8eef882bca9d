/// Scalars without quotation marks; YAML 1.2, 7.3.3.
extension YAMLReader {
    /// Whether the current byte can be the first of a plain scalar.
    var canBeginPlain: Bool {
        switch current {
        case .newline, .hash, .percent, .comma, .quote, .apostrophe, .openBracket, .closeBracket, .openBrace,
            .closeBrace, .ampersand, .asterisk, .exclamation, .bar, .greater, .at, .backtick:
            false
        case .hyphen, .question, .colon: !isBlank(at: index + 1)
        default: true
        }
    }

    /// A part of a plain scalar, which may not have characters that are not printable.
    mutating func plainText(_ range: Range<Int>) throws(DiagnosticsError) -> String {
        if hasUnprintable { try requirePrintable(range) }
        return text(range)
    }

    // MARK: In lines

    /// Reads a plain scalar, whose lines after the first are deeper than the collection around it.
    mutating func readPlain(in parent: Int) throws(DiagnosticsError) -> String {
        guard canBeginPlain else { throw cannotBegin() }
        let start = line
        var scalar = try plainText(try readPlainLine(from: start))
        while let breaks = try skipToContinuation(in: parent) {
            scalar += Self.folded(breaks)
            scalar += try plainText(try readPlainLine(from: start))
        }
        return scalar
    }

    /// Reads to the end of the line or to a comment; returns the range without the white space at the end.
    private mutating func readPlainLine(from start: Int) throws(DiagnosticsError) -> Range<Int> {
        let first = index
        var end = index
        while index < textEnd {
            switch bytes[index] {
            case .newline: return first..<end
            case .space, .tab: index += 1
            case .colon where isBlank(at: index + 1): throw colonInText(from: start)
            case .hash where isBlank(at: index - 1): return first..<end
            default:
                index += 1
                end = index
            }
        }
        return first..<end
    }

    /// Moves to the next line of a plain scalar; returns the number of line breaks before it, or nil if there is none.
    private mutating func skipToContinuation(in parent: Int) throws(DiagnosticsError) -> Int? {
        guard current == .newline else {
            skipLine()
            return nil
        }
        let end = (index, line, lineStart)
        var breaks = 0
        var indentation = 0
        while !isAtEnd, current == .newline {
            startLine()
            breaks += 1
            while !isAtEnd, current == .space { index += 1 }
            indentation = column
            skipBlanks()
        }
        if !isAtEnd, indentation > parent, current != .hash { return breaks }
        (index, line, lineStart) = end
        return nil
    }

    // MARK: In brackets and braces

    /// Reads a plain scalar in a flow collection.
    mutating func readFlowPlain() throws(DiagnosticsError) -> String {
        guard canBeginPlain, !isLoneIndicator else { throw cannotBegin() }
        var scalar = try plainText(readFlowPlainLine())
        while let breaks = skipToFlowContinuation() {
            scalar += Self.folded(breaks)
            scalar += try plainText(readFlowPlainLine())
        }
        return scalar
    }

    /// Whether `?` or `:` stands before a bracket, brace or comma.
    private var isLoneIndicator: Bool {
        (current == .question || current == .colon) && bytes[index + 1].isFlowIndicator
    }

    /// Reads to the end of the line, or to a comma, a bracket, a brace, the colon behind a key, or a comment.
    private mutating func readFlowPlainLine() -> Range<Int> {
        let first = index
        var end = index
        scan: while index < textEnd {
            switch bytes[index] {
            case .newline, .comma, .openBracket, .closeBracket, .openBrace, .closeBrace: break scan
            case .colon where isBlank(at: index + 1) || bytes[index + 1].isFlowIndicator: break scan
            case .hash where isBlank(at: index - 1): break scan
            case .space, .tab: index += 1
            default:
                index += 1
                end = index
            }
        }
        return first..<end
    }

    /// Moves to the next line of a plain scalar; returns the number of line breaks before it, or nil if it has ended.
    private mutating func skipToFlowContinuation() -> Int? {
        guard !isAtEnd, current == .newline else { return nil }
        var breaks = 0
        while !isAtEnd, current == .newline {
            startLine()
            breaks += 1
            skipBlanks()
        }
        guard !isAtEnd, current != .hash, !current.isFlowIndicator else { return nil }
        let isColon = current == .colon && (isBlank(at: index + 1) || bytes[index + 1].isFlowIndicator)
        return isColon ? nil : breaks
    }
}
