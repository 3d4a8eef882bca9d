import NIOHTTP1

/// The token of an `Authorization: Bearer …` header; the scheme in any letter case.
struct BearerToken {
    let text: String

    private static let scheme = Array("bearer".utf8)

    init?(_ headers: HTTPHeaders) {
        guard let header = headers.first(name: "Authorization"),
            let space = header.utf8.firstIndex(of: UInt8(ascii: " ")),
            header.utf8[..<space].lazy.map({ $0 | 0x20 }).elementsEqual(Self.scheme)
        else { return nil }
        let token = header[space...].utf8.drop { $0 == UInt8(ascii: " ") }
        guard !token.isEmpty else { return nil }
        text = String(Substring(token))
    }
}
