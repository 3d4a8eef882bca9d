/// Literal (`|`) and folded (`>`) scalars; YAML 1.2, 8.1.
extension YAMLReader {
    /// What stands behind the `|` or `>` of a block scalar.
    private struct BlockHeader {
        let isFolded: Bool
        /// `-` drops the line breaks at the end, `+` keeps them all, and neither keeps one.
        var chomping: UInt8?
        /// The number of spaces that its lines have more than the collection around it; nil if the first line decides.
        var indentation: Int?
    }

    /// Reads a block scalar from its header on; its lines are deeper than the collection around it.
    mutating func readBlockScalar(in parent: Int) throws(DiagnosticsError) -> String {
        let header = try readBlockHeader()
        guard !isAtEnd else { return "" }
        startLine()
        let first = index
        let text: (content: [UInt8], hasBreak: Bool, breaks: Int)
        if let indentation = header.indentation {
            text = try readLines(at: max(parent, 0) + indentation, isFolded: header.isFolded)
        } else if let indentation = try firstIndentation(in: parent) {
            text = try readLines(at: indentation, isFolded: header.isFolded)
        } else {
            text = ([], false, bytes[first..<index].count { $0 == .newline })
        }
        var content = text.content
        if header.chomping != .hyphen, text.hasBreak { content.append(.newline) }
        if header.chomping == .plus { content += repeatElement(.newline, count: text.breaks) }
        if hasUnprintable { try requirePrintable(first..<index) }
        return String(decoding: content, as: UTF8.self)
    }

    /// Reads to the end of the line with the header.
    private mutating func readBlockHeader() throws(DiagnosticsError) -> BlockHeader {
        var header = BlockHeader(isFolded: current == .greater)
        index += 1
        while !isBlank(at: index) {
            switch bytes[index] {
            case .hyphen, .plus:
                guard header.chomping == nil else { throw unexpectedInHeader() }
                header.chomping = bytes[index]
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                guard header.indentation == nil else { throw unexpectedInHeader() }
                header.indentation = Int(bytes[index] - UInt8(ascii: "0"))
            default: throw unexpectedInHeader()
            }
            index += 1
        }
        skipBlanks()
        guard current == .newline || isComment else { throw unexpectedInHeader() }
        skipLine()
        return header
    }

    /// The indentation of the first line with text, and moves back to the first line; nil, behind the empty lines, if
    /// there is none that is deeper than the collection around it.
    private mutating func firstIndentation(in parent: Int) throws(DiagnosticsError) -> Int? {
        let first = (index, line, lineStart)
        var widest = 0
        skipSpaces()
        while !isAtEnd, current == .newline {
            widest = max(widest, column)
            startLine()
            skipSpaces()
        }
        guard !isAtEnd, column > parent else {
            if current == .tab { throw tabInIndentation() }
            return nil
        }
        guard widest <= column else {
            throw invalid("an empty line above has more spaces than this one, the first line of the text")
        }
        let indentation = column
        (index, line, lineStart) = first
        return indentation
    }

    private mutating func skipSpaces(to limit: Int = .max) {
        while index < textEnd, bytes[index] == .space, column < limit { index += 1 }
    }

    /// Reads the lines of a block scalar; returns whether the last one has a line break, and the empty lines behind it.
    private mutating func readLines(
        at indentation: Int,
        isFolded: Bool
    ) throws(DiagnosticsError) -> (content: [UInt8], hasBreak: Bool, breaks: Int) {
        var content: [UInt8] = []
        var hasBreak = false
        var breaks = try skipEmptyLines(at: indentation)
        var wasIndented = false
        while !isAtEnd, column == indentation {
            let isIndented = current == .space || current == .tab
            if hasBreak, isFolded, !wasIndented, !isIndented {
                if breaks == 0 { content.append(.space) }
            } else if hasBreak {
                content.append(.newline)
            }
            content += repeatElement(.newline, count: breaks)
            wasIndented = isIndented
            let start = index
            skipLine()
            content += bytes[start..<index]
            hasBreak = !isAtEnd
            breaks = 0
            if hasBreak {
                startLine()
                breaks = try skipEmptyLines(at: indentation)
            }
        }
        return (content, hasBreak, breaks)
    }

    /// Moves over the indentation of the next line with text; returns the number of empty lines before it.
    private mutating func skipEmptyLines(at indentation: Int) throws(DiagnosticsError) -> Int {
        var breaks = 0
        skipSpaces(to: indentation)
        while !isAtEnd, current == .newline {
            startLine()
            breaks += 1
            skipSpaces(to: indentation)
        }
        if current == .tab, column < indentation { throw tabInIndentation() }
        return breaks
    }
}
