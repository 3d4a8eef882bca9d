import Documents

/// The formats of URIs and relative references in RFC 3986.
enum URIFormat {
    static func matches(_ text: String, needsScheme: Bool) -> Bool {
        guard hasLegalCharacters(text) else { return false }
        let parts = URIReference(text)
        if needsScheme, parts.scheme == nil { return false }
        if parts.scheme == nil, parts.authority == nil, let first = parts.path.split(separator: "/").first,
            !parts.path.hasPrefix("/"), first.contains(":")
        {
            return false
        }
        if parts.fragment?.contains("#") == true { return false }
        if [parts.path, parts.query ?? "", parts.fragment ?? ""].contains(where: { $0.contains { "[]".contains($0) } })
        {
            return false
        }
        return parts.authority.map(isAuthority) ?? true
    }

    /// Whether the text has only unreserved and reserved characters and complete percent-encodings.
    private static func hasLegalCharacters(_ text: String) -> Bool {
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard iterator.next()?.hexadecimalValue != nil, iterator.next()?.hexadecimalValue != nil else {
                    return false
                }
            } else {
                guard byte.isLetterOrDigit || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte) else { return false }
            }
        }
        return true
    }

    private static func isAuthority(_ authority: String) -> Bool {
        var host = authority[...]
        if let at = host.lastIndex(of: "@") {
            guard !host[..<at].contains(where: { "@[]".contains($0) }) else { return false }
            host = host[host.index(after: at)...]
        }
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let literal = String(host[host.index(after: host.startIndex)..<end])
            return (AddressFormat.matchesIPv6(literal) || literal.lowercased().hasPrefix("v"))
                && isPort(host[host.index(after: end)...])
        }
        guard !host.contains(where: { "[]".contains($0) }) else { return false }
        guard let colon = host.firstIndex(of: ":") else { return true }
        return isPort(host[colon...])
    }

    private static func isPort(_ text: Substring) -> Bool {
        guard !text.isEmpty else { return true }
        return text.hasPrefix(":") && text.dropFirst().utf8.allSatisfy(\.isDigit)
    }
}
