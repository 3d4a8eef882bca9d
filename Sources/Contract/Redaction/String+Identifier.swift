extension String {
    /// Whether the text may be a name or a listed value of an API, such as `created_at`.
    ///
    /// Phone numbers, addresses, and texts with spaces or with letters other than those of ASCII are not.
    var isIdentifier: Bool {
        let isLetter = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard let first = utf8.first, isLetter(first), utf8.count <= 40 else { return false }
        return utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
            && utf8.count(where: isDigit) <= 3
    }
}
