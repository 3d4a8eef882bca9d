/// The path and query of a request line's target, which may be an absolute URL.
struct RequestTarget: Hashable, Sendable {
    let path: String
    let query: String?

    init(_ uri: String) {
        let target = uri.utf8.first == UInt8(ascii: "/") ? uri : Self.pathAndQuery(of: uri)
        guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            path = target
            query = nil
            return
        }
        path = String(target[..<mark])
        query = String(target[target.utf8.index(after: mark)...])
    }

    /// What follows the host of an absolute URL; another text as it is.
    private static func pathAndQuery(of uri: String) -> String {
        guard let scheme = uri.firstRange(of: "://") else { return uri }
        return String(uri[scheme.upperBound...].drop { $0 != "/" && $0 != "?" })
    }
}
