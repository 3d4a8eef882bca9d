extension RandomStream {
    /// Meta's id of a message, made as Meta makes it: the chat partner's number, the direction and a random part.
    ///
    /// The user id stands for a number that is not seen.
    mutating func wamid(_ direction: Message.Direction, _ partner: String) -> String {
        let digits = Array(partner.drop { $0 == "+" }.utf8)
        let random = text(prefix: "", length: 20, alphabet: .upperHexadecimal)
        let mark: UInt8 = direction == .inbound ? 0x11 : 0x12
        var bytes: [UInt8] = [0x1D, 0x18, UInt8(truncatingIfNeeded: digits.count)]
        bytes += digits
        bytes += [0x15, 0x02, 0x00, mark, 0x18, 0x14]
        bytes += Array(random.utf8)
        bytes.append(0)
        return "wamid." + Base64.text(of: bytes)
    }

    /// Meta's id of a file that somebody has sent: 16 digits.
    mutating func mediaID() -> String {
        text(prefix: "1", length: 15, alphabet: .digits)
    }
}
