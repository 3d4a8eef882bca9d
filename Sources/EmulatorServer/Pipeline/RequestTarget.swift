/// The target of a request line in its two parts; an absolute URL is read as its path and query.
struct RequestTarget: Hashable, Sendable {
    let path: String
    let query: String?

    init(_ uri: String) {
        var rest = uri[...]
        if !rest.hasPrefix("/"), let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        }
        let mark = rest.firstIndex(of: "?")
        path = String(rest[..<(mark ?? rest.endIndex)])
        query = mark.map { String(rest[rest.index(after: $0)...]) }
    }
}
