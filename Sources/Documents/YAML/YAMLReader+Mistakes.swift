/// The mistakes, each with what would be right.
extension YAMLReader {
    /// A mistake in the form of the text.
    func invalid(
        _ message: String,
        at place: SourceMap.Position,
        hint: String? = nil
    ) -> DiagnosticsError {
        failure("this is not YAML: \(message)", at: place, hint: hint)
    }

    /// A mistake in the form of the text at the current place.
    mutating func invalid(_ message: String, hint: String? = nil) -> DiagnosticsError {
        invalid(message, at: position, hint: hint)
    }

    /// A mistake in what the text means.
    func failure(_ message: String, at place: SourceMap.Position, hint: String? = nil) -> DiagnosticsError {
        DiagnosticsError(diagnostics: [Diagnostic(message, at: SourceLocation(file, place), hint: hint)])
    }

    /// How a message names a place above.
    private static func text(_ place: SourceMap.Position) -> String {
        "line \(place.line), column \(place.column)"
    }

    // MARK: Characters

    /// The mistake that a control character stands at an index.
    mutating func controlCharacter(at index: Int) -> DiagnosticsError {
        while self.index < index {
            if current == .newline { startLine() } else { self.index += 1 }
        }
        let digits = String(bytes[index], radix: 16, uppercase: true)
        let number = digits.count == 1 ? "0" + digits : digits
        return invalid(
            "the control character U+00\(number) is not allowed",
            hint: "in quotation marks it can be written as `\\x\(number)`"
        )
    }

    /// Checks that a text without quotation marks has no characters such as U+007F.
    mutating func requirePrintable(_ range: Range<Int>) throws(DiagnosticsError) {
        for scalar in text(range).unicodeScalars {
            switch scalar.value {
            case 0x7F, 0x80...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF:
                let number = String(scalar.value, radix: 16, uppercase: true)
                throw invalid("the character U+\(number) is allowed in quotation marks only")
            default: continue
            }
        }
    }

    /// The mistake that the current character cannot begin a text without quotation marks.
    mutating func cannotBegin() -> DiagnosticsError {
        let quotes = "a text that begins with it needs quotation marks"
        switch current {
        case .newline where isAtEnd: return invalid("a value is missing at the end")
        case .hyphen: return invalid("a list with hyphens cannot begin here", hint: "begin it in a line of its own")
        case .question: return invalid("`?` can only stand before a key", hint: quotes)
        case .colon: return invalid("a key is missing before the colon", hint: quotes)
        case .comma: return invalid("a value is missing before the comma", hint: quotes)
        case .closeBracket: return invalid("`]` has no `[` before it", hint: quotes)
        case .closeBrace: return invalid("`}` has no `{` before it", hint: quotes)
        case .hash: return invalid("a comment needs a space before `#`", hint: quotes)
        case .bar, .greater: return invalid("a block of lines cannot stand in brackets or braces", hint: quotes)
        case .backtick: return invalid("a value cannot begin with a backtick", hint: quotes)
        case let byte: return invalid("a value cannot begin with `\(Unicode.Scalar(byte))`", hint: quotes)
        }
    }

    // MARK: Lines

    /// The mistake that a tab stands in the indentation before the current place.
    mutating func tabInIndentation() -> DiagnosticsError {
        var place = index
        while place > lineStart, !(bytes[place - 1] == .tab && isBlank(at: place - 1)) { place -= 1 }
        index = max(place - 1, lineStart)
        return invalid("a tab stands before this line's text, where only spaces are allowed")
    }

    /// Whether only white space stands before a position in the current line.
    func isIndentation(before position: SourceMap.Position) -> Bool {
        position.line == line && bytes[lineStart..<index].allSatisfy { $0 == .space || $0 == .tab }
    }

    /// The mistake that a line in a list or mapping has another indentation than the entries before it.
    mutating func wrongIndentation(
        _ entries: String,
        from start: SourceMap.Position,
        _ indentation: Int
    ) -> DiagnosticsError {
        if isBehindTab { return tabInIndentation() }
        let spaces = column == 1 ? "1 space" : "\(column) spaces"
        return invalid(
            "this line is indented by \(spaces), but \(entries) that begins in line \(start.line) by \(indentation)"
        )
    }

    /// The mistake that a key without quotation marks, or a hyphen, stands where a key of a mapping is expected.
    mutating func missingKey(in start: SourceMap.Position) -> DiagnosticsError {
        let mapping = "the mapping that begins in line \(start.line)"
        if isIndicator(.hyphen) { return invalid("an entry of a list stands between the keys of \(mapping)") }
        if let colon = colonInLine, colon > index, !isBlank(at: colon + 1) {
            return invalid("a space is missing behind the colon of this key of \(mapping)", at: position(of: colon + 1))
        }
        switch current {
        case .at, .backtick, .percent, .comma, .closeBracket, .closeBrace: return cannotBegin()
        case .openBracket, .openBrace: return keyIsCollection(at: position)
        default: return invalid("a key with a colon and a space is expected in \(mapping)")
        }
    }

    /// The index of the first colon in the rest of the line.
    private var colonInLine: Int? {
        bytes[index...].prefix { $0 != .newline }.firstIndex(of: .colon)
    }

    private mutating func position(of place: Int) -> SourceMap.Position {
        index = place
        return position
    }

    /// The mistake that a colon stands in a text without quotation marks that began in a line.
    mutating func colonInText(from start: Int) -> DiagnosticsError {
        if start == line {
            return invalid(
                "a colon with a space behind it cannot stand in this value",
                hint: "put the value in quotation marks, or begin the mapping in a line of its own"
            )
        }
        return invalid(
            "this line continues the text that begins in line \(start), so it cannot have a key",
            hint: "indent it like the other keys, or put the text in quotation marks"
        )
    }

    /// The mistake that text stands behind a value in the same line.
    mutating func unexpectedText() -> DiagnosticsError {
        switch current {
        case .hash: return cannotBegin()
        case .colon where isBlank(at: index + 1):
            return invalid(
                "a colon with a space behind it cannot stand here",
                hint: "begin a mapping in a line of its own, with its key in one line"
            )
        case .colon: return invalid("a space is missing behind the colon")
        default: return invalid("only a comment may follow the value in its line")
        }
    }

    /// The mistake that text stands behind a value in quotation marks of several lines.
    mutating func textBehindQuotes(from start: Int) -> DiagnosticsError {
        invalid(
            "text stands behind the end of the value in quotation marks that begins in line \(start)",
            hint: "is a quotation mark missing there?"
        )
    }

    /// The mistake that text follows the value of the document.
    mutating func unexpectedContent(after value: JSONValue) -> DiagnosticsError {
        if isBehindTab { return tabInIndentation() }
        switch value {
        case .array: return invalid("an entry with a hyphen and a space is expected")
        case .object: return invalid("a key in the column of the others is expected")
        case .null, .bool, .integer, .number, .string:
            return invalid("the document ends above, so no text can follow")
        }
    }

    /// The mistake that the header of a block scalar has more than it may.
    mutating func unexpectedInHeader() -> DiagnosticsError {
        invalid(
            "`|` and `>` take `+` or `-`, and one digit from 1 to 9",
            hint: "the text begins in the next line"
        )
    }

    // MARK: Collections

    /// The mistake that a bracket, brace or quotation mark is open at the end of the text.
    func unclosed(_ opening: String, from start: SourceMap.Position) -> DiagnosticsError {
        let closing = ["[": "]", "{": "}"][opening] ?? opening
        return invalid("the `\(opening)` here has no `\(closing)`", at: start)
    }

    /// The mistake that a collection in brackets or braces goes on without a comma.
    mutating func flowEnd(before closing: UInt8, from start: SourceMap.Position) -> DiagnosticsError {
        let opening = closing == .closeBracket ? "[" : "{"
        if isAtEnd { return unclosed(opening, from: start) }
        let end = closing == .closeBracket ? "]" : "}"
        return invalid("`,` or `\(end)` is expected here, for the `\(opening)` in \(Self.text(start))")
    }

    /// The mistake that a key is a list or a mapping, which JSON does not have.
    func keyIsCollection(at place: SourceMap.Position) -> DiagnosticsError {
        failure("a key should be a plain word", at: place)
    }
}
