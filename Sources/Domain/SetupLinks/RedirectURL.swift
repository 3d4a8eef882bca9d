/// The rules for the pages that an onboarding leads to (contract: `success_redirect_url`, `failure_redirect_url`).
package enum RedirectURL {
    /// The longest URL that is accepted.
    package static let maximumLength = 2048

    /// Says what is wrong with a URL, nil if it can be used.
    ///
    /// The contract's `format: uri` has already refused what is no URI at all, so plain splitting is enough here.
    package static func problem(with url: String) -> String? {
        guard url.unicodeScalars.count <= maximumLength else {
            return "must be at most \(maximumLength) characters long"
        }
        guard let separator = url.firstRange(of: "://") else { return "must be an absolute https URL" }
        let scheme = url[..<separator.lowerBound].lowercased()
        let authority = url[separator.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !authority.contains("@") else { return "must not contain user info" }
        guard let host = host(of: authority), !host.isEmpty else { return "must be an absolute https URL" }
        guard !url.contains("#") else { return "must not contain a fragment" }
        switch scheme {
        case "https": return nil
        case "http": return isLocal(host) ? nil : "must use https; http is for localhost alone"
        default: return "must be an absolute https URL"
        }
    }

    /// The host without its port, nil where the port is no number up to 65535.
    private static func host(of authority: Substring) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            return String(authority[...end])
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.count == 1 || isPort(parts[1]) else { return nil }
        return parts.first.map { $0.lowercased() }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.utf8.allSatisfy { (48...57).contains($0) } && UInt16(text) != nil
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "127.0.0.1" || host.hasSuffix(".localhost")
    }
}
