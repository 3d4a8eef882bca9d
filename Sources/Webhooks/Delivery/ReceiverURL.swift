import FoundationEssentials

/// A webhook URL, split into what a connection needs and what a request says.
struct ReceiverURL {
    let isSecure: Bool
    /// The host without the brackets of an IPv6 address.
    let host: String
    let port: Int
    /// The value of the header `Host`.
    let hostField: String
    /// The path and the query.
    let requestTarget: String

    /// Splits a URL; throws without a host, if the scheme is neither `http` nor `https`, and if there is no such port.
    init(_ text: String) throws {
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(percentEncoded: false).map(Self.withoutBrackets), !host.isEmpty
        else { throw RequestError.unusableURL }
        isSecure = scheme == "https"
        self.host = host
        let usual = isSecure ? 443 : 80
        port = url.port ?? usual
        guard (0...65535).contains(port) else { throw RequestError.unusableURL }
        hostField = (host.contains(":") ? "[\(host)]" : host) + (port == usual ? "" : ":\(port)")
        let path = url.path(percentEncoded: true)
        requestTarget = (path.isEmpty ? "/" : path) + (url.query(percentEncoded: true).map { "?" + $0 } ?? "")
    }

    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
