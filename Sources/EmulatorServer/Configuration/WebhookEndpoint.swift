/// A webhook endpoint that gets every event without a subscription through the API (`--webhook-url`).
package struct WebhookEndpoint: Hashable, Sendable {
    /// The URL that deliveries are sent to.
    package var url: String
    /// The secret that signs deliveries; if nil, each sandbox generates its own.
    package var secret: String?

    /// Creates an endpoint from the values of `--webhook-url` and `--webhook-secret`.
    package init(url: String, secret: String?) {
        self.url = url
        self.secret = secret
    }
}
