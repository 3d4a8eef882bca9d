/// Finds the position of each value in a JSON text that has been parsed before, so that it is known to be valid.
struct JSONSourceMapper {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func map() -> SourceMap {
        skipSpace()
        return SourceMap(root: mapValue(key: nil))
    }

    private mutating func mapValue(key: SourceMap.Position?) -> SourceMap.Entry {
        var entry = SourceMap.Entry(key: key, value: position)
        switch peek {
        case UInt8(ascii: "{"): mapMembers(into: &entry)
        case UInt8(ascii: "["): mapElements(into: &entry)
        case UInt8(ascii: "\""): skipString()
        default: skipWord()
        }
        return entry
    }

    private mutating func mapMembers(into entry: inout SourceMap.Entry) {
        advance()
        skipSpace()
        while let byte = peek, byte != UInt8(ascii: "}") {
            let key = position
            skipString()
            skipSpace()
            entry.children.append(mapValue(key: key))
            skipSpace()
        }
        advance()
    }

    private mutating func mapElements(into entry: inout SourceMap.Entry) {
        advance()
        skipSpace()
        while let byte = peek, byte != UInt8(ascii: "]") {
            entry.children.append(mapValue(key: nil))
            skipSpace()
        }
        advance()
    }

    // MARK: Text

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private var position: SourceMap.Position { SourceMap.Position(line: line, column: column) }

    private mutating func advance() {
        guard let byte = peek else { return }
        index += 1
        if byte == 0x0A {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    /// Skips what separates values: white space, `,` and `:`.
    private mutating func skipSpace() {
        while let byte = peek, byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { advance() }
    }

    private mutating func skipString() {
        advance()
        while let byte = peek, byte != UInt8(ascii: "\"") {
            advance()
            if byte == UInt8(ascii: "\\") { advance() }
        }
        advance()
    }

    private mutating func skipWord() {
        while let byte = peek, byte > 0x20, ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) {
            advance()
        }
    }
}
