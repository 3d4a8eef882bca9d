/// The rule for the URLs of webhook subscriptions (createWebhookSubscription, `url`).
package enum WebhookURL {
    /// Which http URLs are accepted besides https ones (switch `http_webhook_urls`).
    package enum HTTPPolicy: String, CaseIterable, Sendable {
        /// Only http URLs of local hosts, such as `localhost`, private addresses and names in `.test`.
        case local
        case httpsOnly = "https_only"
        case any
    }

    /// Whether a URL may be subscribed; the contract's `format: uri` has already refused texts that are not URIs.
    package static func isAllowed(_ url: String, http policy: HTTPPolicy) -> Bool {
        guard let address = URLAddress(url) else { return false }
        switch (address.scheme, policy) {
        case ("https", _), ("http", .any): return true
        case ("http", .local): return address.isLocal
        default: return false
        }
    }
}
