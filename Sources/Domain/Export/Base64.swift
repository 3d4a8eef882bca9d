import Documents

/// Base64 with padding (RFC 4648, section 4).
package enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The base64 text of the bytes.
    package static func text(of bytes: [UInt8]) -> String {
        String(utf8Capacity: (bytes.count + 2) / 3 * 4) { text in
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let group = bytes[start..<min(start + 3, bytes.count)]
                var bits = group.reduce(0) { $0 << 8 | UInt32($1) }
                bits <<= 8 * UInt32(3 - group.count)
                for place in 0..<4 {
                    let digit = digits[Int(bits >> (18 - 6 * UInt32(place)) & 63)]
                    text.append(place <= group.count ? digit : UInt8(ascii: "="))
                }
            }
        }
    }

    /// The bytes of a text; nil unless the text is the one base64 form of them.
    package static func bytes(of text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        var values: [UInt8: UInt32] = [:]
        for (value, digit) in digits.enumerated() { values[digit] = UInt32(value) }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: characters.count, by: 4) {
            var bits: UInt32 = 0
            for character in characters[start..<start + 4] { bits = bits << 6 | (values[character] ?? 0) }
            for place in 0..<3 { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * UInt32(place)))) }
        }
        bytes.removeLast(characters.suffix(2).count { $0 == UInt8(ascii: "=") })
        return self.text(of: bytes) == text ? bytes : nil
    }
}
