import Documents

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
        // Bytes are several times as fast as characters; the control API splits the host of each request.
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = url.utf8[url.utf8.index(after: colon)...]
        guard rest.starts(with: "//".utf8) else { return nil }
        let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        let address = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[$0...].dropFirst() } ?? authority
        guard let host = Self.host(of: address), !host.isEmpty else { return nil }
        scheme = url[..<colon].lowercased()
        self.host = Substring(host).lowercased()
        hasUserInfo = address.startIndex != authority.startIndex
    }

    /// The host without the dot that may end an absolute name, as in `localhost.`.
    package var hostName: String { host.hasSuffix(".") ? String(host.dropLast()) : host }

    /// The host without its port.
    private static func host(of address: Substring.UTF8View) -> Substring.UTF8View? {
        var end = address.firstIndex(of: UInt8(ascii: ":")) ?? address.endIndex
        if address.first == UInt8(ascii: "[") {
            guard let bracket = address.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            end = address.index(after: bracket)
        }
        let rest = address[end...]
        guard rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst()) else { return nil }
        return address[..<end]
    }

    private static func isPort(_ text: Substring.UTF8View) -> Bool {
        text.isEmpty || text.allSatisfy(\.isDigit) && UInt16(Substring(text)) != nil
    }
}
