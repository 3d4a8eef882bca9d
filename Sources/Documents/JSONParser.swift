import OrderedCollections

extension JSONValue {
    /// Parses JSON text in UTF-8 (RFC 8259).
    ///
    /// Two mistakes that many parsers accept are errors: a duplicate key in an object, and text after the value.
    /// Nesting deeper than `maximumDepth` is an error, so that hostile input cannot exhaust the stack.
    package init(parsing bytes: [UInt8], maximumDepth: Int = 512) throws(JSONParsingError) {
        var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
        self = try parser.parseDocument()
    }

    /// Parses JSON text in a string.
    package init(parsing text: String) throws(JSONParsingError) {
        try self.init(parsing: Array(text.utf8))
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    let maximumDepth: Int
    var index = 0
    var depth = 0

    init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    mutating func parseDocument() throws(JSONParsingError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        let value = try parseValue()
        skipWhitespace()
        guard index == bytes.count else { throw failure("unexpected text after the value") }
        return value
    }

    // MARK: Values

    private mutating func parseValue() throws(JSONParsingError) -> JSONValue {
        skipWhitespace()
        guard let byte = peek else { throw failure("the text ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
        default: throw failure("unexpected character")
        }
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONParsingError) -> JSONValue {
        for byte in word.description.utf8 {
            guard peek == byte else { throw failure("unexpected word; expected `true`, `false` or `null`") }
            index += 1
        }
        return value
    }

    private mutating func parseObject() throws(JSONParsingError) -> JSONValue {
        try descend()
        var members = JSONObject()
        skipWhitespace()
        if consume(UInt8(ascii: "}")) { return ascend(.object(members)) }
        while true {
            skipWhitespace()
            let start = index
            guard peek == UInt8(ascii: "\"") else { throw failure("expected a key in double quotes") }
            let key = try parseString()
            guard members[key] == nil else { throw failure("duplicate key `\(key)`", at: start) }
            skipWhitespace()
            guard consume(UInt8(ascii: ":")) else { throw failure("`:` should follow the key") }
            members[key] = try parseValue()
            skipWhitespace()
            if consume(UInt8(ascii: "}")) { return ascend(.object(members)) }
            guard consume(UInt8(ascii: ",")) else { throw failure("expected `,` or `}`") }
        }
    }

    private mutating func parseArray() throws(JSONParsingError) -> JSONValue {
        try descend()
        var elements: [JSONValue] = []
        skipWhitespace()
        if consume(UInt8(ascii: "]")) { return ascend(.array(elements)) }
        while true {
            elements.append(try parseValue())
            skipWhitespace()
            if consume(UInt8(ascii: "]")) { return ascend(.array(elements)) }
            guard consume(UInt8(ascii: ",")) else { throw failure("expected `,` or `]`") }
        }
    }

    // MARK: Numbers

    private mutating func parseNumber() throws(JSONParsingError) -> JSONValue {
        let start = index
        _ = consume(UInt8(ascii: "-"))
        if consume(UInt8(ascii: "0")) {
            if let byte = peek, isDigit(byte) { throw failure("a number may not start with 0") }
        } else {
            try skipDigits()
        }
        var isWhole = true
        if consume(UInt8(ascii: ".")) {
            isWhole = false
            try skipDigits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isWhole = false
            index += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
            try skipDigits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw failure("the number is out of range", at: start) }
        return .number(value)
    }

    private mutating func skipDigits() throws(JSONParsingError) {
        guard let first = peek, isDigit(first) else { throw failure("expected a digit") }
        while let byte = peek, isDigit(byte) { index += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    // MARK: Strings

    private mutating func parseString() throws(JSONParsingError) -> String {
        index += 1
        let start = index
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                defer { index += 1 }
                return try text(of: bytes.span.extracting(start..<index), at: start)
            case UInt8(ascii: "\\"):
                return try parseEscapedString(from: start)
            case 0..<0x20:
                throw failure("a control character in a string must be escaped")
            default:
                index += 1
            }
        }
        throw failure("the string has no end", at: start - 1)
    }

    private mutating func parseEscapedString(from start: Int) throws(JSONParsingError) -> String {
        var unescaped = Array(bytes[start..<index])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return try text(of: unescaped.span, at: start)
            case UInt8(ascii: "\\"):
                index += 1
                try parseEscape(into: &unescaped)
            case 0..<0x20:
                throw failure("a control character in a string must be escaped")
            default:
                unescaped.append(byte)
                index += 1
            }
        }
        throw failure("the string has no end", at: start - 1)
    }

    private mutating func parseEscape(into unescaped: inout [UInt8]) throws(JSONParsingError) {
        guard let byte = peek else { throw failure("the string has no end") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"): unescaped.append(contentsOf: String(try parseUnicodeEscape()).utf8)
        default: throw failure("unknown escape in a string", at: index - 2)
        }
    }

    /// Parses `XXXX` or a surrogate pair; a lone surrogate becomes U+FFFD, as UTF-8 cannot represent it.
    private mutating func parseUnicodeEscape() throws(JSONParsingError) -> Unicode.Scalar {
        let first = try parseFourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), peek == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let rewind = index
        index += 2
        let second = try parseFourHexDigits()
        guard (0xDC00..<0xE000).contains(second) else {
            index = rewind
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func parseFourHexDigits() throws(JSONParsingError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let value = UInt32(hexadecimal: bytes[index..<index + 4])
        else { throw failure("four hexadecimal digits should follow \\u") }
        index += 4
        return value
    }

    private func text(of utf8: Span<UInt8>, at start: Int) throws(JSONParsingError) -> String {
        guard let text = String(utf8: utf8) else { throw failure("the string is not UTF-8", at: start) }
        return text
    }

    // MARK: Position

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipWhitespace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func descend() throws(JSONParsingError) {
        depth += 1
        guard depth <= maximumDepth else { throw failure("nested deeper than \(maximumDepth) levels") }
        index += 1
    }

    private mutating func ascend(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }

    private func failure(_ message: String, at position: Int? = nil) -> JSONParsingError {
        let before = bytes[..<min(position ?? index, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONParsingError(message: message, line: line, column: before.count - lineStart + 1)
    }
}

extension UInt32 {
    fileprivate init?(hexadecimal digits: ArraySlice<UInt8>) {
        var value: UInt32 = 0
        for digit in digits {
            guard let nibble = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(nibble)
        }
        self = value
    }
}
