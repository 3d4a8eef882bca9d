/// Literal (`|`) and folded (`>`) scalars; YAML 1.2, 8.1.
extension PlainYAMLReader {
    /// Reads a block scalar from its header on; its lines are deeper than the collection around it.
    mutating func readBlockScalar(in parent: Int) throws(Unsupported) -> String {
        let isFolded = current == UInt8(ascii: ">")
        index += 1
        let chomping = current
        if chomping == .hyphen || chomping == UInt8(ascii: "+") { index += 1 }
        guard isBlank(at: index), parent >= 0 else { throw Unsupported() }
        try finishLine()
        guard !isAtEnd else { throw Unsupported() }
        startLine()
        let indentation = try skipToFirstLine(in: parent)
        let (content, hasBreak, breaks) = readLines(
            at: indentation.column,
            isFolded: isFolded,
            after: indentation.breaks
        )
        var scalar = content
        if chomping != .hyphen, hasBreak { scalar.append(.newline) }
        if chomping == UInt8(ascii: "+") { scalar += Array(repeating: .newline, count: breaks) }
        return String(decoding: scalar, as: UTF8.self)
    }

    /// Moves to the first line with text, which decides the indentation, and counts the empty lines before it.
    private mutating func skipToFirstLine(in parent: Int) throws(Unsupported) -> (column: Int, breaks: Int) {
        var widest = 0
        var breaks = 0
        skipSpaces()
        while !isAtEnd, current == .newline {
            widest = max(widest, column)
            startLine()
            breaks += 1
            skipSpaces()
        }
        guard !isAtEnd, column > parent, widest <= column else { throw Unsupported() }
        return (column, breaks)
    }

    /// Reads the lines of a block scalar; returns whether the last one has a line break, and the empty lines behind it.
    private mutating func readLines(
        at indentation: Int,
        isFolded: Bool,
        after emptyLines: Int
    ) -> (content: [UInt8], hasBreak: Bool, breaks: Int) {
        var content: [UInt8] = []
        var hasBreak = false
        var breaks = emptyLines
        var wasIndented = false
        while !isAtEnd, column == indentation {
            let isIndented = current == .space
            if hasBreak, isFolded, !wasIndented, !isIndented {
                if breaks == 0 { content.append(.space) }
            } else if hasBreak {
                content.append(.newline)
            }
            for _ in 0..<breaks { content.append(.newline) }
            wasIndented = isIndented
            let start = index
            skipLine()
            content += bytes[start..<index]
            hasBreak = !isAtEnd
            breaks = 0
            while !isAtEnd, current == .newline {
                startLine()
                while !isAtEnd, current == .space, column < indentation { index += 1 }
                if !isAtEnd, current == .newline { breaks += 1 }
            }
        }
        return (content, hasBreak, breaks)
    }
}
