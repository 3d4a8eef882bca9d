/// What createWebhookSubscription asks for.
package struct WebhookSubscriptionDraft: Hashable, Sendable {
    /// Where events go.
    package var url: String
    /// The names of the events; names given twice count once.
    package var events: [String]
    /// What people call it.
    package var description: String?

    /// A draft with those fields.
    package init(url: String, events: [String], description: String? = nil) {
        self.url = url
        self.events = events.uniqued
        self.description = description
    }
}
