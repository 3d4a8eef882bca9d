/// Scalars in quotation marks or apostrophes; YAML 1.2, 7.3.1 and 7.3.2.
extension YAMLReader {
    /// Reads a quoted scalar.
    mutating func readQuoted() throws(DiagnosticsError) -> String {
        let quote = current
        let place = position
        index += 1
        let start = index
        while index < textEnd {
            switch bytes[index] {
            case quote:
                index += 1
                guard quote == .apostrophe, !isAtEnd, current == .apostrophe else { return text(start..<index - 1) }
                index -= 1
                return try readUnlikeText(from: start, quote, place)
            // Escapes and several lines make another text than the one between the quotation marks.
            case .newline: return try readUnlikeText(from: start, quote, place)
            case .backslash where quote == .quote: return try readUnlikeText(from: start, quote, place)
            default: index += 1
            }
        }
        throw unclosed(quote == .quote ? "\"" : "'", from: place)
    }

    /// Reads the rest of a scalar from the first place where it is not the text between its quotation marks.
    private mutating func readUnlikeText(
        from start: Int,
        _ quote: UInt8,
        _ place: SourceMap.Position
    ) throws(DiagnosticsError) -> String {
        var content = Array(bytes[start..<index])
        // White space at the end of a line is dropped, but not if it is escaped or the scalar ends there.
        var kept = (content.lastIndex { $0 != .space && $0 != .tab } ?? -1) + 1
        while index < textEnd {
            switch bytes[index] {
            case quote:
                index += 1
                guard quote == .apostrophe, !isAtEnd, current == .apostrophe else {
                    return String(decoding: content, as: UTF8.self)
                }
                index += 1
                content.append(quote)
                kept = content.count
            case .backslash where quote == .quote:
                try readEscape(into: &content)
                kept = content.count
            case .newline:
                content.removeSubrange(kept...)
                content += Array(Self.folded(skipBreaks()).utf8)
                kept = content.count
            case .space, .tab:
                content.append(bytes[index])
                index += 1
            default:
                content.append(bytes[index])
                index += 1
                kept = content.count
            }
        }
        throw unclosed(quote == .quote ? "\"" : "'", from: place)
    }

    /// Moves over line breaks and the white space behind them; returns the number of line breaks.
    private mutating func skipBreaks() -> Int {
        var breaks = 0
        while index < textEnd, bytes[index] == .newline {
            startLine()
            breaks += 1
            skipBlanks()
        }
        return breaks
    }

    // MARK: Escapes

    private mutating func readEscape(into content: inout [UInt8]) throws(DiagnosticsError) {
        let place = position
        index += 1
        let byte = current
        if byte == .newline, !isAtEnd {
            // The line break and the white space behind it are dropped, but not the empty lines that follow.
            content += repeatElement(.newline, count: skipBreaks() - 1)
            return
        }
        index += isAtEnd ? 0 : 1
        switch byte {
        case .quote, .backslash, .space, .tab, UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "n"): content.append(.newline)
        case UInt8(ascii: "t"): content.append(.tab)
        case UInt8(ascii: "r"): content.append(.carriageReturn)
        case UInt8(ascii: "0"): content.append(0x00)
        case UInt8(ascii: "a"): content.append(0x07)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "v"): content.append(0x0B)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "e"): content.append(0x1B)
        case UInt8(ascii: "N"): content += Array("\u{85}".utf8)
        case UInt8(ascii: "_"): content += Array("\u{A0}".utf8)
        case UInt8(ascii: "L"): content += Array("\u{2028}".utf8)
        case UInt8(ascii: "P"): content += Array("\u{2029}".utf8)
        case UInt8(ascii: "x"): content += Array(String(try readScalarValue(digits: 2, at: place)).utf8)
        case UInt8(ascii: "u"): content += Array(String(try readScalarValue(digits: 4, at: place)).utf8)
        case UInt8(ascii: "U"): content += Array(String(try readScalarValue(digits: 8, at: place)).utf8)
        default:
            throw invalid(
                "`\(escape(at: index - (isAtEnd ? 0 : 1)))` is no escape",
                at: place,
                hint: "write `\\\\` for a backslash, or put the text in apostrophes"
            )
        }
    }

    /// The escape whose second character is at an index.
    private func escape(at index: Int) -> String {
        var end = min(index + 1, textEnd)
        while end < textEnd, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return "\\" + text(min(index, end)..<end)
    }

    /// Reads the digits of an escape; two escapes of UTF-16 make one character, as in JSON.
    private mutating func readScalarValue(
        digits: Int,
        at place: SourceMap.Position
    ) throws(DiagnosticsError) -> Unicode.Scalar {
        let value = try readDigits(digits, at: place)
        if let scalar = Unicode.Scalar(value) { return scalar }
        if 0xD800..<0xDC00 ~= value, digits == 4, current == .backslash, index + 1 < textEnd,
            bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            let low = try readDigits(4, at: place)
            if 0xDC00..<0xE000 ~= low, let scalar = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)) {
                return scalar
            }
        }
        throw invalid("the escape has the number of no character", at: place)
    }

    private mutating func readDigits(_ count: Int, at place: SourceMap.Position) throws(DiagnosticsError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = current.hexadecimalValue else {
                throw invalid("\(count) hexadecimal digits are expected in this escape", at: place)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
