extension YAMLReader {
    /// Reads the only document of the text; `markers` are the lines where documents begin or end.
    mutating func readDocument(markers: ArraySlice<Int>) throws(DiagnosticsError) -> Reading {
        var markers = markers
        let hasDirectives = try readDirectives()
        while !hasDirectives, markers.first == index, current == .dot {
            try finishMarker()
            markers.removeFirst()
            skipToContent()
        }
        let isMarked = markers.first == index && current == .hyphen
        guard isMarked || !hasDirectives else { throw invalid("a line with `---` should follow the `%` lines") }
        if isMarked {
            index += 3
            markers.removeFirst()
        }
        textEnd = markers.first ?? bytes.count
        let reading = try readRoot(isMarked: isMarked)
        skipToContent()
        guard isAtEnd else { throw unexpectedContent(after: reading.value) }
        textEnd = bytes.count
        try checkEnd(markers)
        return reading
    }

    private mutating func readRoot(isMarked: Bool) throws(DiagnosticsError) -> Reading {
        let start = line
        skipToContent()
        try count(1)
        guard !isAtEnd else {
            return (.null, SourceMap.Entry(value: isMarked ? nextPosition : .init(line: 1, column: 1)))
        }
        return isMarked && line == start ? try readInline(in: -1) : try readNode(deeperThan: -1)
    }

    /// Checks that no other document follows.
    private mutating func checkEnd(_ markers: ArraySlice<Int>) throws(DiagnosticsError) {
        for marker in markers where index < textEnd {
            guard index == marker, current == .dot else { break }
            try finishMarker()
            skipToContent()
        }
        guard isAtEnd else { throw invalid("another document begins here, but only one is expected in a text") }
    }

    /// Moves behind a line with `...`.
    private mutating func finishMarker() throws(DiagnosticsError) {
        index += 3
        skipBlanks()
        guard current == .newline || isComment else { throw invalid("only a comment may follow `...` in its line") }
    }

    // MARK: Directives

    /// Reads the lines with `%` at the beginning; returns whether there are any.
    private mutating func readDirectives() throws(DiagnosticsError) -> Bool {
        skipToContent()
        var hasVersion = false
        var hasDirectives = false
        while !isAtEnd, current == .percent, column == 0 {
            hasDirectives = true
            let start = index
            let place = position
            skipLine()
            var words = text(start..<index).split { $0 == " " || $0 == "\t" }
            if let comment = words.firstIndex(where: { $0.hasPrefix("#") }) { words.removeSubrange(comment...) }
            switch words.first {
            case "%YAML":
                guard words.count == 2, words[1].hasPrefix("1."), Int(words[1].dropFirst(2)) != nil, !hasVersion else {
                    throw invalid("one line with `%YAML 1.2` is expected", at: place)
                }
                hasVersion = true
            case "%TAG":
                guard words.count == 3, words[1].hasPrefix("!"), words[1].hasSuffix("!") else {
                    throw invalid("`%TAG` takes a short form such as `!e!`, and the tag that it stands for", at: place)
                }
                guard tagPrefixes.updateValue(String(words[2]), forKey: String(words[1])) == nil else {
                    throw invalid("the short form `\(words[1])` has two meanings", at: place)
                }
            default:
                // YAML reserves the other names, and wants them ignored (YAML 1.2, 6.8.1).
                break
            }
            skipToContent()
        }
        return hasDirectives
    }
}
