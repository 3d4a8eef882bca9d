import NIOHTTP1

/// The credentials of an `Authorization` header with a certain scheme, whose name may be in any letter case.
struct AuthorizationField {
    let credentials: String

    /// `scheme` in lower case; nil if the header is absent, has another scheme, or says nothing.
    init?(_ headers: HTTPHeaders, scheme: String) {
        guard let header = headers.first(name: "Authorization"), let rest = Self.rest(of: header.utf8, behind: scheme)
        else { return nil }
        let credentials = rest.drop { $0 == UInt8(ascii: " ") }
        guard !credentials.isEmpty else { return nil }
        self.credentials = String(Substring(credentials))
    }

    /// What follows the name of the scheme and a blank.
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
