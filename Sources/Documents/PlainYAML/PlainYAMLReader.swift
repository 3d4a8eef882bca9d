import OrderedCollections

/// Reads the YAML that contracts and scenarios consist of, several times as fast as the general parser.
///
/// It reads block and flow collections, and plain, quoted, literal and folded scalars. It stops at everything that is
/// rare (anchors, tags, tabs, quoted scalars of several lines) or wrong; the general parser then reads the whole text,
/// and words the mistakes. So each text has the same value and the same positions with both.
struct PlainYAMLReader {
    /// The text has something that only the general parser reads.
    struct Unsupported: Error {}

    /// A value and the positions of its parts.
    typealias Reading = (value: JSONValue, entry: SourceMap.Entry)

    static let maximumDepth = 100
    /// Longer keys are errors in YAML.
    static let maximumKeyLength = 1000

    let bytes: [UInt8]
    var index = 0
    var line = 1
    var lineStart = 0
    var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value of a text in UTF-8 and its source map; nil if the general parser must read it.
    static func read(_ bytes: [UInt8]) -> (value: JSONValue, sourceMap: SourceMap)? {
        // A value takes at least two bytes, so the text cannot exceed the limit of values.
        guard bytes.count < YAMLReader.maximumValues, isPlain(bytes) else { return nil }
        var reader = PlainYAMLReader(bytes)
        do throws(Unsupported) {
            reader.skipToContent()
            let (value, entry) = try reader.readNode(deeperThan: -1)
            reader.skipToContent()
            return reader.isAtEnd ? (value, SourceMap(root: entry)) : nil
        } catch {
            return nil
        }
    }

    /// Whether a text has no tabs, no control characters, no line breaks but `\n`, and no `---`, `...` or `%` lines.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        var isLineStart = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20, byte != .newline { return false }
            if isLineStart, byte == .percent || byte == .hyphen || byte == .dot, !isOrdinaryStart(bytes, index) {
                return false
            }
            isLineStart = byte == .newline
            switch byte {
            // U+007F, the control characters to U+009F, the separators U+2028 and U+2029, and U+FEFF to U+FFFF.
            case 0x7F: return false
            case 0xC2: if bytes[index + 1] < 0xA0 { return false }
            case 0xE2: if bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 { return false }
            case 0xEF: if bytes[index + 1] >= 0xBB { return false }
            default: continue
            }
        }
        return true
    }

    private static func isOrdinaryStart(_ bytes: [UInt8], _ index: Int) -> Bool {
        let byte = bytes[index]
        return byte != .percent && !(index + 2 < bytes.count && bytes[index + 1] == byte && bytes[index + 2] == byte)
    }

    // MARK: Place

    var isAtEnd: Bool { index == bytes.count }

    /// The number of bytes before the current one in its line; in the indentation, they are spaces.
    var column: Int { index - lineStart }

    /// The current position; columns count Unicode scalars.
    var position: SourceMap.Position {
        var column = 1
        for place in lineStart..<index where bytes[place] & 0xC0 != 0x80 { column += 1 }
        return SourceMap.Position(line: line, column: column)
    }

    /// The current byte; a line break at the end of the text.
    var current: UInt8 { isAtEnd ? .newline : bytes[index] }

    /// Whether a space, a line break or the end of the text is at an index.
    func isBlank(at index: Int) -> Bool {
        index >= bytes.count || bytes[index] == .space || bytes[index] == .newline
    }

    /// Whether a comment begins at the current place.
    var isComment: Bool { current == .hash && (index == lineStart || bytes[index - 1] == .space) }

    /// Moves over spaces in the current line.
    mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == .space { index += 1 }
    }

    /// Moves to the line break at the end of the current line.
    mutating func skipLine() {
        while current != .newline { index += 1 }
    }

    /// Moves behind the line break at the current place.
    mutating func startLine() {
        index += 1
        line += 1
        lineStart = index
    }

    /// Moves over white space, line breaks and comments.
    mutating func skipToContent() {
        while !isAtEnd {
            if current == .space {
                index += 1
            } else if current == .newline {
                startLine()
            } else if isComment {
                skipLine()
            } else {
                return
            }
        }
    }

    /// Checks that nothing but a comment follows in the current line.
    mutating func finishLine() throws(Unsupported) {
        skipSpaces()
        if isComment { skipLine() }
        guard current == .newline else { throw Unsupported() }
    }

    /// The text between two indices, which are at the limits of characters.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let hash = UInt8(ascii: "#")
    static let percent = UInt8(ascii: "%")
    static let hyphen = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let colon = UInt8(ascii: ":")
    static let comma = UInt8(ascii: ",")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backslash = UInt8(ascii: "\\")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
}
