/// Which deliveries bulkReplayWebhookDeliveries sends again.
package struct BulkReplayFilter: Hashable, Sendable {
    /// The most that one call sends.
    package static let capacity = 1000

    /// `failed` or `dead`.
    package var status = WebhookDelivery.Status.dead
    /// Only events of that type.
    package var eventType: String?
    /// Only what was created in that time.
    package var created = CreationRange()

    /// All dead deliveries.
    package init() {}
}
