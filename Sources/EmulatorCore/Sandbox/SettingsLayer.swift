import Domain

/// Settings that were given without a key: what every sandbox is born with on top of its baseline.
struct SettingsLayer: Sendable {
    /// Settings of the organization, those of all calls in one.
    var organization = OrganizationPatch()
    /// How webhooks are delivered.
    var policy: WebhookPolicy?
    /// What goes wrong in every sandbox.
    var faults: [FaultRule] = []
    /// The clock.
    var clock: WorldClock?
}

/// The endpoint that every world is born with (`--webhook-url`).
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
