/// An endpoint that hears of every event without any call of the API.
package struct WebhookEndpoint: Hashable, Sendable {
    /// Where events go.
    package var url: String
    /// What deliveries are signed with; each world draws its own if nil.
    package var secret: String?

    /// An endpoint with that address.
    package init(url: String, secret: String?) {
        self.url = url
        self.secret = secret
    }
}
