extension RandomStream {
    /// A new wamid in Meta's form, made of the contact's number, the direction and a random part.
    ///
    /// If the account does not see the number, `partner` is the user id.
    mutating func wamid(_ direction: Message.Direction, _ partner: String) -> String {
        let digits = partner.utf8.drop { $0 == UInt8(ascii: "+") }
        let random = text(prefix: "", length: 20, alphabet: .upperHexadecimal)
        let mark: UInt8 = direction == .inbound ? 0x11 : 0x12
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count + 30)
        bytes += [0x1D, 0x18, UInt8(truncatingIfNeeded: digits.count)]
        bytes += digits
        bytes += [0x15, 0x02, 0x00, mark, 0x18, 0x14]
        bytes += random.utf8
        bytes.append(0)
        return "wamid." + Base64.text(of: bytes)
    }

    /// A new id of Meta's form for a file: 16 digits.
    mutating func mediaID() -> String {
        text(prefix: "1", length: 15, alphabet: .digits)
    }
}
