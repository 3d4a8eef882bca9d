import NIOHTTP1

/// The credentials of an `Authorization` header with a given scheme, whose case does not matter.
struct AuthorizationField {
    let credentials: String

    /// Reads the header; nil without the header, the scheme (to be given in lower case) or credentials.
    init?(_ headers: HTTPHeaders, scheme: String) {
        guard let header = headers.first(name: "Authorization"), let rest = Self.rest(of: header.utf8, behind: scheme)
        else { return nil }
        let credentials = rest.drop { $0 == UInt8(ascii: " ") }
        guard !credentials.isEmpty else { return nil }
        self.credentials = String(Substring(credentials))
    }

    /// The text after the scheme and a space; nil if the header has another scheme.
    private static func rest(of header: String.UTF8View, behind scheme: String) -> Substring.UTF8View? {
        var bytes = header.makeIterator()
        for expected in scheme.utf8 {
            guard let byte = bytes.next(), lowercased(byte) == expected else { return nil }
        }
        guard bytes.next() == UInt8(ascii: " ") else { return nil }
        return header.dropFirst(scheme.utf8.count + 1)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
