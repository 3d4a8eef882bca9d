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

/// A stretch of time whose ends are not part of it; an end that is nil is open.
package struct CreationRange: Hashable, Sendable {
    /// What was created after this.
    package var after: Timestamp?
    /// What was created before this.
    package var before: Timestamp?

    /// All of time, or a part of it.
    package init(after: Timestamp? = nil, before: Timestamp? = nil) {
        self.after = after
        self.before = before
    }

    /// Whether a moment lies in it.
    package func contains(_ moment: Timestamp) -> Bool {
        (after.map { moment > $0 } ?? true) && (before.map { moment < $0 } ?? true)
    }
}

extension WorldState {
    /// The delivery of that id; `forgetOldDeliveries` comes first where it matters how old it is.
    package func webhookDelivery(_ id: String) throws(DomainError) -> WebhookDelivery {
        guard let delivery = deliveries[Identifier(id)] else {
            throw .notFound(resource: "webhook delivery", id: id)
        }
        return delivery
    }

    /// Sends a delivery again, as a new one with the same event (replayWebhookDelivery).
    package mutating func replay(_ delivery: WebhookDelivery, at now: Timestamp) throws(DomainError) -> WebhookDelivery
    {
        let subscription = try openSubscription(delivery.subscriptionID.description)
        return addDelivery(of: delivery.event, to: subscription, .first, replaying: delivery, at: now)
    }

    /// Sends a delivery again by hand, also while its subscription is paused or disabled.
    package mutating func replayByHand(
        _ delivery: WebhookDelivery,
        at now: Timestamp
    ) throws(DomainError) -> WebhookDelivery {
        let subscription = try webhookSubscription(delivery.subscriptionID.description)
        return addDelivery(of: delivery.event, to: subscription, .byHand, replaying: delivery, at: now)
    }

    /// Sends many deliveries of a subscription again, oldest first (bulkReplayWebhookDeliveries).
    ///
    /// - Returns: how many were sent, and whether there were more.
    package mutating func bulkReplay(
        of subscriptionID: String,
        _ filter: BulkReplayFilter,
        at now: Timestamp
    ) throws(DomainError) -> (enqueued: Int, isCapped: Bool) {
        let subscription = try openSubscription(subscriptionID)
        let list = WebhookDelivery.ListKey(
            subscription: subscription.id,
            status: filter.status,
            eventType: filter.eventType
        )
        let matching = deliveries.newestFirst(in: list).filter { filter.created.contains($0.createdAt) }
        for delivery in matching.reversed().prefix(BulkReplayFilter.capacity) {
            addDelivery(of: delivery.event, to: subscription, .first, replaying: delivery, at: now)
        }
        return (min(matching.count, BulkReplayFilter.capacity), matching.count > BulkReplayFilter.capacity)
    }

    private func openSubscription(_ id: String) throws(DomainError) -> WebhookSubscription {
        let subscription = try webhookSubscription(id)
        guard subscription.status == .active else {
            throw .conflict(what: "The webhook subscription", state: subscription.status.rawValue)
        }
        return subscription
    }
}
