/// The format of a mailbox (RFC 5321) without quotes, comments or address literals.
enum EmailFormat {
    static func matches(_ text: String) -> Bool {
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let local = text.utf8[..<at]
        let domain = text[text.utf8.index(after: at)...]
        guard local.count <= 64, text.utf8.count <= 254 else { return false }
        return isDotString(local) && AddressFormat.matchesHostname(String(domain))
    }

    private static func isDotString(_ local: Substring.UTF8View) -> Bool {
        var atomLength = 0
        for byte in local {
            if byte == UInt8(ascii: ".") {
                guard atomLength > 0 else { return false }
                atomLength = 0
            } else {
                guard isAtomText(byte) else { return false }
                atomLength += 1
            }
        }
        return atomLength > 0
    }

    /// Whether the character is `atext` (RFC 5322, 3.2.3).
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
}
