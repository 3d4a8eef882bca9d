import Domain

/// The endpoint that every world starts with (`--webhook-url`).
package struct BaselineEndpoint: Hashable, Sendable {
    /// Where events go.
    package var url: String
    /// What deliveries are signed with; each sandbox draws its own if nil.
    package var secret: String?
    /// The events that go there.
    package var events: [String]

    /// An endpoint with those settings.
    package init(url: String, secret: String?, events: [String]) {
        self.url = url
        self.secret = secret
        self.events = events
    }
}
