/// The input of createWebhookSubscription.
package struct WebhookSubscriptionDraft: Hashable, Sendable {
    /// The URL that events are posted to.
    package var url: String
    /// The event types; repetitions are removed.
    package var events: [String]
    /// The description; nil for none.
    package var description: String?

    /// A draft with those fields.
    package init(url: String, events: [String], description: String? = nil) {
        self.url = url
        self.events = events.uniqued
        self.description = description
    }
}
