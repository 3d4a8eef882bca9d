import NIOHTTP1

/// Parses header fields whose value is a comma-separated list (RFC 9110, section 5.6.1).
enum FieldList {
    /// The non-empty items, without whitespace around them.
    static func items(_ value: String) -> [String] {
        value.split(separator: ",").map { String(trimmed($0)) }.filter { !$0.isEmpty }
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let byte = text.utf8.first, isWhitespace(byte) { text = text.dropFirst() }
        while let byte = text.utf8.last, isWhitespace(byte) { text = text.dropLast() }
        return text
    }

    static func isWhitespace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
