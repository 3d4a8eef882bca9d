/// The rule for URLs that Meta must be able to fetch (createTemplate, the sample of a media header).
enum PublicURL {
    /// Whether a URL is an https URL of a host on the public internet, judged by its text only.
    static func isAllowed(_ url: String) -> Bool {
        guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return false }
        guard let address = URLAddress(url), address.scheme == "https", !address.hasUserInfo else { return false }
        return !address.isLocal && !address.isUnroutable
    }
}

extension URLAddress {
    /// Whether the host is a reserved IP address: unspecified, link-local, carrier-grade NAT, or IPv4 within IPv6.
    fileprivate var isUnroutable: Bool {
        if host.hasPrefix("[") { return host == "[::]" || host.hasPrefix("[::ffff:") }
        guard let numbers = ipv4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (0, _), (169, 254), (100, 64...127): return true
        default: return false
        }
    }
}
