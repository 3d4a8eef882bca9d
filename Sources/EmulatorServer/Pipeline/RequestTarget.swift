/// The path and query of a request line's target, which may be an absolute URL.
struct RequestTarget: Hashable, Sendable {
    let path: String
    let query: String?

    init(_ uri: String) {
        let bytes = uri.utf8Span.span
        if uri.utf8.first == UInt8(ascii: "/"), !bytes.indices.contains(where: { bytes[$0] == UInt8(ascii: "?") }) {
            path = uri
            query = nil
            return
        }
        var rest = uri[...]
        if uri.utf8.first != UInt8(ascii: "/"), let scheme = uri.firstRange(of: "://") {
            rest = rest[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            path = String(rest)
            query = nil
            return
        }
        path = String(rest[..<mark])
        query = String(rest[rest.utf8.index(after: mark)...])
    }
}
