/// Reads texts that `[UInt8].pack` has written one after another, each with its length before it.
struct PackedTexts: Sendable {
    private let bytes: [UInt8]
    private(set) var position: Int

    /// Starts to read at a position.
    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The next text.
    mutating func text() -> String {
        String(decoding: part(), as: UTF8.self)
    }

    /// The bytes of the next text.
    mutating func part() -> ArraySlice<UInt8> {
        let count = length()
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// Leaves out that many texts.
    mutating func skip(_ count: Int) {
        for _ in 0..<count {
            let length = length()
            position += length
        }
    }

    private mutating func length() -> Int {
        var length = 0
        var shift = 0
        while true {
            let byte = bytes[position]
            position += 1
            length |= Int(byte & 0x7F) << shift
            guard byte >= 0x80 else { return length }
            shift += 7
        }
    }

    /// How many bytes a text of that many bytes takes with its length.
    static func size(of count: Int) -> Int {
        var size = count + 1
        var rest = count >> 7
        while rest > 0 {
            size += 1
            rest >>= 7
        }
        return size
    }
}

extension [UInt8] {
    /// Adds a text that `PackedTexts` can read.
    mutating func pack(_ text: String) {
        packLength(text.utf8.count)
        append(contentsOf: text.utf8)
    }

    /// Adds the bytes of a text that `PackedTexts` can read.
    mutating func pack(_ text: [UInt8]) {
        packLength(text.count)
        append(contentsOf: text)
    }

    /// Seven bits in each byte, the lowest first; all but the last byte have the highest bit set.
    private mutating func packLength(_ length: Int) {
        var rest = length
        while rest >= 0x80 {
            append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
