/// The changes that updateWebhookSubscription makes to a subscription.
package struct WebhookSubscriptionPatch: Hashable, Sendable {
    /// The new URL.
    package var url: FieldChange<String> = .keep
    /// The new event types, which replace all old ones.
    package var events: FieldChange<[String]> = .keep
    /// The new description; nil removes it.
    package var description: FieldChange<String?> = .keep
    /// The new status, `active` or `paused`.
    package var status: FieldChange<WebhookSubscription.Status> = .keep

    /// A patch that changes nothing.
    package init() {}
}
