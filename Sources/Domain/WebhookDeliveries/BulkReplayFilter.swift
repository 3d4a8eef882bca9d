/// Which deliveries bulkReplayWebhookDeliveries sends again.
package struct BulkReplayFilter: Hashable, Sendable {
    /// The maximum number of deliveries that one call sends again.
    package static let capacity = 1000

    /// Only deliveries in that status: `failed` or `dead`.
    package var status = WebhookDelivery.Status.dead
    /// Only events of that type; nil for any.
    package var eventType: String?
    /// Only deliveries created in that range.
    package var created = CreationRange()

    /// A filter for all dead deliveries.
    package init() {}
}
