/// Checks the value of a Host header field: a host and optionally a port (RFC 9110, 7.2; RFC 3986, 3.2).
enum HostField {
    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Whether the value is valid; an empty host is, as targets without a host need one.
    static func isValid(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { isValid($0[...]) }
    }

    private static func isValid(_ bytes: Bytes) -> Bool {
        if bytes.first == UInt8(ascii: "[") { return isAddressLiteral(bytes.dropFirst()) }
        let name = bytes.prefix { $0 != UInt8(ascii: ":") }
        return isName(name) && isEndOrPort(bytes[name.endIndex...])
    }

    /// Whether this is an IPv6 address with its closing bracket, and optionally a port.
    private static func isAddressLiteral(_ bytes: Bytes) -> Bool {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
        let address = bytes[..<end]
        return !address.isEmpty && address.allSatisfy { isNameByte($0) || $0 == UInt8(ascii: ":") }
            && isEndOrPort(bytes[bytes.index(after: end)...])
    }

    /// Whether this is a registered name or an IPv4 address.
    private static func isName(_ bytes: Bytes) -> Bool {
        if bytes.allSatisfy(isNameByte) { return true }
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.prefix(2).count(where: isHexadecimal) == 2 else { return false }
                rest = rest.dropFirst(2)
            } else if !isNameByte(byte) {
                return false
            }
        }
        return true
    }

    private static func isEndOrPort(_ bytes: Bytes) -> Bool {
        bytes.isEmpty || bytes.first == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy(isDigit)
    }

    /// Whether RFC 3986 counts the character as unreserved or as a sub-delimiter.
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
