/// Which URLs may be subscribed (contract: createWebhookSubscription, `url`).
package enum WebhookURL {
    /// Which http URLs are accepted beside https (switch `http_webhook_urls`).
    package enum HTTPPolicy: String, CaseIterable, Sendable {
        /// Those of hosts where test receivers live.
        case local
        case httpsOnly = "https_only"
        case any
    }

    private static let localSuffixes = [".localhost", ".local", ".internal", ".test"]

    /// Whether the URL may be subscribed; the contract's `format: uri` has refused what is no URI at all.
    package static func isAllowed(_ url: String, http policy: HTTPPolicy) -> Bool {
        guard let address = URLAddress(url) else { return false }
        switch (address.scheme, policy) {
        case ("https", _), ("http", .any): return true
        case ("http", .local): return isLocal(address.host)
        default: return false
        }
    }

    private static func isLocal(_ host: String) -> Bool {
        if host.hasPrefix("[") { return isLocalIPv6(host.dropFirst().dropLast()) }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 1 { return true }
        let numbers = parts.compactMap { UInt8($0) }
        if parts.count == 4, numbers.count == 4 { return isLocalIPv4(numbers) }
        return localSuffixes.contains { host.hasSuffix($0) }
    }

    private static func isLocalIPv4(_ parts: [UInt8]) -> Bool {
        switch (parts[0], parts[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): true
        default: false
        }
    }

    /// Loopback, unique local and link-local addresses.
    private static func isLocalIPv6(_ address: Substring) -> Bool {
        address == "::1" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { address.hasPrefix($0) }
    }
}
