import NIOHTTP1

/// The credentials of an `Authorization` header with a certain scheme, whose name may be in any letter case.
struct AuthorizationField {
    let credentials: String

    /// `scheme` in lower case; nil if the header is absent, has another scheme, or says nothing.
    init?(_ headers: HTTPHeaders, scheme: String) {
        guard let header = headers.first(name: "Authorization"),
            let space = header.utf8.firstIndex(of: UInt8(ascii: " ")),
            header.utf8[..<space].lazy.map(Self.lowercased).elementsEqual(scheme.utf8)
        else { return nil }
        let rest = header[space...].utf8.drop { $0 == UInt8(ascii: " ") }
        guard !rest.isEmpty else { return nil }
        credentials = String(Substring(rest))
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
