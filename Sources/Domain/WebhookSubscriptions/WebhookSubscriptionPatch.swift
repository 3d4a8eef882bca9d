/// What updateWebhookSubscription changes.
package struct WebhookSubscriptionPatch: Hashable, Sendable {
    /// The new endpoint.
    package var url: FieldChange<String> = .keep
    /// The new names of events, all of them.
    package var events: FieldChange<[String]> = .keep
    /// The new description, nil clears it.
    package var description: FieldChange<String?> = .keep
    /// Active or paused.
    package var status: FieldChange<WebhookSubscription.Status> = .keep

    /// A patch that changes nothing.
    package init() {}
}
