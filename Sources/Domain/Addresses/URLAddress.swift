/// The scheme and host of a URL.
///
/// The contract's `format: uri` has already refused texts that are not URIs, so splitting the text is enough.
package struct URLAddress: Hashable, Sendable {
    /// The scheme in lower case.
    let scheme: String
    /// The host in lower case, without the port; an IPv6 address keeps its brackets.
    let host: String
    let hasUserInfo: Bool

    /// Splits an absolute URL; nil without a host, or if its port is not a number up to 65535.
    package init?(_ url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let authority = url[separator.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let address = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        guard let host = Self.host(of: address), !host.isEmpty else { return nil }
        scheme = url[..<separator.lowerBound].lowercased()
        self.host = host.lowercased()
        hasUserInfo = address.startIndex != authority.startIndex
    }

    /// The host without the dot that may end an absolute name, as in `localhost.`.
    package var hostName: String { host.hasSuffix(".") ? String(host.dropLast()) : host }

    /// The host without its port.
    private static func host(of address: Substring) -> Substring? {
        if address.hasPrefix("[") {
            guard let end = address.firstIndex(of: "]") else { return nil }
            let rest = address[address.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" && isPort(rest.dropFirst()) else { return nil }
            return address[...end]
        }
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || isPort(parts[1]) else { return nil }
        return parts.first
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.utf8.allSatisfy { (48...57).contains($0) } && UInt16(text) != nil
    }
}
