import Domain

/// The webhook endpoint that every world starts with (`--webhook-url`).
package struct BaselineEndpoint: Hashable, Sendable {
    /// The URL to which deliveries are sent.
    package var url: String
    /// The secret that signs deliveries; if nil, each sandbox draws its own.
    package var secret: String?
    /// The types of the events that are delivered there.
    package var events: [String]

    /// An endpoint with those settings.
    package init(url: String, secret: String?, events: [String]) {
        self.url = url
        self.secret = secret
        self.events = events
    }
}
