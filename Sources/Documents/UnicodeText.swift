/// Decodes a document from UTF-8, UTF-16 or UTF-32; its first bytes tell which one it is (YAML 1.2, 5.2).
enum UnicodeText {
    private enum Encoding {
        case utf8
        case utf16(isBigEndian: Bool)
        case utf32(isBigEndian: Bool)
    }

    /// The document as UTF-8 without its byte order mark; nil if the bytes are not valid in their encoding.
    static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        switch encoding(of: bytes) {
        case .utf8:
            return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        case .utf16(let isBigEndian):
            return units(of: bytes, width: 2, isBigEndian).flatMap { text(from: $0.map(UInt16.init), as: UTF16.self) }
        case .utf32(let isBigEndian):
            return units(of: bytes, width: 4, isBigEndian).flatMap { text(from: $0, as: UTF32.self) }
        }
    }

    private static func encoding(of bytes: [UInt8]) -> Encoding {
        let first = Array(bytes.prefix(4))
        guard first.count == 4 else { return shortEncoding(of: first) }
        if first.starts(with: [0, 0, 0xFE, 0xFF]) || first.starts(with: [0, 0, 0]) {
            return .utf32(isBigEndian: true)
        }
        if first.dropFirst().elementsEqual([0, 0, 0]) || first == [0xFF, 0xFE, 0, 0] {
            return .utf32(isBigEndian: false)
        }
        return shortEncoding(of: first)
    }

    private static func shortEncoding(of first: [UInt8]) -> Encoding {
        guard first.count >= 2 else { return .utf8 }
        if first.starts(with: [0xFE, 0xFF]) || first[0] == 0 { return .utf16(isBigEndian: true) }
        if first.starts(with: [0xFF, 0xFE]) || first[1] == 0 { return .utf16(isBigEndian: false) }
        return .utf8
    }

    private static func units(of bytes: [UInt8], width: Int, _ isBigEndian: Bool) -> [UInt32]? {
        guard bytes.count.isMultiple(of: width) else { return nil }
        return stride(from: 0, to: bytes.count, by: width).map { start in
            let unit = bytes[start..<start + width]
            return isBigEndian
                ? unit.reduce(0) { $0 << 8 | UInt32($1) } : unit.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    private static func text<Encoding: Unicode.Encoding>(
        from units: [Encoding.CodeUnit],
        as encoding: Encoding.Type
    ) -> [UInt8]? {
        guard let text = String(validating: units, as: encoding) else { return nil }
        return Array(text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? text.utf8.dropFirst(3) : text.utf8[...])
    }
}
