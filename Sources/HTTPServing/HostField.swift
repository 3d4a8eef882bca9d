/// The value of a Host header field: a host and perhaps a port (RFC 9110, section 7.2; RFC 3986, section 3.2).
enum HostField {
    /// Whether the value can be one; an empty host is, for targets that have none.
    static func isValid(_ value: String) -> Bool {
        var bytes = value.utf8[...]
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let address = bytes[bytes.index(after: bytes.startIndex)..<end]
            guard !address.isEmpty, address.allSatisfy({ isNameByte($0) || $0 == UInt8(ascii: ":") }) else {
                return false
            }
            bytes = bytes[bytes.index(after: end)...]
        } else {
            guard takeName(&bytes) else { return false }
        }
        return bytes.isEmpty || isPort(bytes)
    }

    /// Takes a registered name, or an IPv4 address, off the value.
    private static func takeName(_ bytes: inout Substring.UTF8View) -> Bool {
        while let byte = bytes.first {
            if byte == UInt8(ascii: "%") {
                guard bytes.dropFirst().prefix(2).count(where: isHexadecimal) == 2 else { return false }
                bytes = bytes.dropFirst(3)
            } else if isNameByte(byte) {
                bytes = bytes.dropFirst()
            } else {
                return byte == UInt8(ascii: ":")
            }
        }
        return true
    }

    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        bytes.first == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy(isDigit)
    }

    /// The characters that RFC 3986 calls unreserved or sub-delimiters.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
            UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
