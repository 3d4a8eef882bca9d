/// The bytes of a YAML text with `\n` as the only line break, and what is rare in them.
struct YAMLText {
    private(set) var bytes: [UInt8]
    /// The indices of the lines that begin with `---` or `...` as a word: there, a document begins or ends.
    private(set) var markers: [Int] = []
    private(set) var hasTabs = false
    /// Whether there are characters that only a text in quotation marks may have, such as U+007F.
    private(set) var hasUnprintable = false
    /// The index of the first control character that no YAML text may have.
    private(set) var controlCharacter: Int?

    /// Looks at a text in UTF-8, whose lines end with `\n`, `\r\n` or `\r`.
    init(_ text: [UInt8]) {
        bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
        guard !scan() else { return }
        bytes = Self.withNewlines(bytes)
        (markers, controlCharacter) = ([], nil)
        _ = scan()
    }

    /// Looks at each byte; false if there is another line break than `\n`.
    private mutating func scan() -> Bool {
        let bytes = bytes
        if Self.isMarker(bytes, 0) { markers.append(0) }
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x7F { continue }
            switch byte {
            case .newline: if Self.isMarker(bytes, index + 1) { markers.append(index + 1) }
            case .tab: hasTabs = true
            case .carriageReturn: return false
            case 0..<0x20: controlCharacter = controlCharacter ?? index
            // U+007F, the control characters to U+009F except U+0085, and U+FFFE and U+FFFF.
            case 0x7F: hasUnprintable = true
            case 0xC2: if bytes[index + 1] < 0xA0, bytes[index + 1] != 0x85 { hasUnprintable = true }
            case 0xEF: if bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { hasUnprintable = true }
            default: continue
            }
        }
        return true
    }

    private static func isMarker(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard index + 2 < bytes.count, bytes[index] == .hyphen || bytes[index] == .dot,
            bytes[index + 1] == bytes[index], bytes[index + 2] == bytes[index]
        else { return false }
        guard index + 3 < bytes.count else { return true }
        return switch bytes[index + 3] {
        case .space, .tab, .newline, .carriageReturn: true
        default: false
        }
    }

    /// The text with `\n` in place of `\r\n` and `\r`.
    private static func withNewlines(_ bytes: [UInt8]) -> [UInt8] {
        var converted: [UInt8] = []
        converted.reserveCapacity(bytes.count)
        var previous = UInt8.newline
        for byte in bytes {
            if byte == .carriageReturn {
                converted.append(.newline)
            } else if byte != .newline || previous != .carriageReturn {
                converted.append(byte)
            }
            previous = byte
        }
        return converted
    }
}
