/// The place in the text, and the ways over what stands between values.
extension YAMLReader {
    var isAtEnd: Bool { index == textEnd }

    /// The number of bytes before the current one in its line; in an indentation, they are spaces.
    var column: Int { index - lineStart }

    /// The current position; columns count Unicode scalars.
    var position: SourceMap.Position {
        mutating get {
            if counted.index < lineStart || counted.index > index { counted = (lineStart, 1) }
            for place in counted.index..<index where bytes[place] & 0xC0 != 0x80 { counted.column += 1 }
            counted.index = index
            return SourceMap.Position(line: line, column: counted.column)
        }
    }

    /// The position of what comes next; behind a last line without a line break, this is the line below.
    var nextPosition: SourceMap.Position {
        mutating get { isAtEnd && column > 0 ? SourceMap.Position(line: line + 1, column: 1) : position }
    }

    /// The current byte; a line break at the end of the text.
    var current: UInt8 { index == textEnd ? .newline : bytes[index] }

    /// Whether white space or the end of the text is at an index.
    func isBlank(at index: Int) -> Bool {
        guard index < textEnd else { return true }
        let byte = bytes[index]
        return byte == .space || byte == .newline || byte == .tab
    }

    /// Whether the current byte is the start of a line or has a space or tab before it.
    private var isSeparated: Bool {
        index == lineStart || bytes[index - 1] == .space || bytes[index - 1] == .tab
    }

    /// Whether a comment begins at the current place.
    var isComment: Bool { current == .hash && isSeparated }

    /// Whether an indicator (`-`, `?` or `:`) stands at the current place with a space behind it.
    func isIndicator(_ byte: UInt8) -> Bool { current == byte && isBlank(at: index + 1) }

    /// Moves over spaces and tabs in the current line.
    mutating func skipBlanks() {
        while index < textEnd, bytes[index] == .space || bytes[index] == .tab { index += 1 }
    }

    /// Moves to the line break at the end of the current line.
    mutating func skipLine() {
        while index < textEnd, bytes[index] != .newline { index += 1 }
    }

    /// Moves behind the line break at the current place.
    mutating func startLine() {
        index += 1
        line += 1
        lineStart = index
    }

    /// Moves over white space, line breaks and comments.
    mutating func skipToContent() {
        while index < textEnd {
            switch bytes[index] {
            case .space, .tab: index += 1
            case .newline: startLine()
            case .hash where isSeparated: skipLine()
            default: return
            }
        }
    }

    /// Moves to the end of the current line, in which nothing but a comment may follow.
    mutating func finishLine() throws(DiagnosticsError) {
        skipBlanks()
        if isComment { skipLine() }
        guard current == .newline else { throw unexpectedText() }
    }

    /// The text between two indices, which are at the limits of characters.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    // MARK: Indentation

    /// The number of spaces at the beginning of the current line.
    var indentation: Int {
        var end = lineStart
        while end < textEnd, bytes[end] == .space { end += 1 }
        return end - lineStart
    }

    /// Whether the white space before the current place has a tab.
    var isBehindTab: Bool {
        guard hasTabs else { return false }
        var place = index
        while place > lineStart {
            place -= 1
            if bytes[place] == .tab { return true }
            guard bytes[place] == .space else { return false }
        }
        return false
    }

    /// Checks that no tab stands before an entry of a block collection, as its column counts.
    mutating func requireSpaces() throws(DiagnosticsError) {
        if hasTabs, isBehindTab { throw tabInIndentation() }
    }
}
