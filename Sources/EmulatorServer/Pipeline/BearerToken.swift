import NIOHTTP1

/// The token of an `Authorization: Bearer …` header; the scheme in any letter case.
struct BearerToken {
    let text: String

    init?(_ headers: HTTPHeaders) {
        guard let header = headers.first(name: "Authorization"),
            let space = header.firstIndex(of: " "),
            header[..<space].lowercased() == "bearer"
        else { return nil }
        let token = header[space...].drop { $0 == " " }
        guard !token.isEmpty else { return nil }
        text = String(token)
    }
}
