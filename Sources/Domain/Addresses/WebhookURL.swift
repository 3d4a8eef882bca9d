/// Which URLs may be subscribed (contract: createWebhookSubscription, `url`).
package enum WebhookURL {
    /// Which http URLs are accepted beside https (switch `http_webhook_urls`).
    package enum HTTPPolicy: String, CaseIterable, Sendable {
        /// Those of hosts where test receivers live.
        case local
        case httpsOnly = "https_only"
        case any
    }

    /// Whether the URL may be subscribed; the contract's `format: uri` has refused what is no URI at all.
    package static func isAllowed(_ url: String, http policy: HTTPPolicy) -> Bool {
        guard let address = URLAddress(url) else { return false }
        switch (address.scheme, policy) {
        case ("https", _), ("http", .any): return true
        case ("http", .local): return address.isLocal
        default: return false
        }
    }
}
