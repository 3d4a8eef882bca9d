extension WorldState {
    /// The delivery with that id; call `removeOldDeliveries` before if an expired one must not be found.
    package func webhookDelivery(_ id: String) throws(DomainError) -> WebhookDelivery {
        guard let delivery = deliveries[Identifier(id)] else {
            throw .notFound(resource: "webhook delivery", id: id)
        }
        return delivery
    }

    /// Sends the event of a delivery again as a new delivery (replayWebhookDelivery).
    package mutating func replay(_ delivery: WebhookDelivery, at now: Timestamp) throws(DomainError) -> WebhookDelivery
    {
        let subscription = try openSubscription(delivery.subscriptionID.description)
        return addReplay(of: delivery, to: subscription, .first, at: now)
    }

    /// Sends the event of a delivery again for an operator, even if the subscription is paused or disabled.
    package mutating func replayByHand(
        _ delivery: WebhookDelivery,
        at now: Timestamp
    ) throws(DomainError) -> WebhookDelivery {
        let subscription = try webhookSubscription(delivery.subscriptionID.description)
        return addReplay(of: delivery, to: subscription, .byHand, at: now)
    }

    /// Sends the events of many deliveries of a subscription again, oldest first (bulkReplayWebhookDeliveries).
    ///
    /// - Returns: how many were sent again, and whether more matched the filter.
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
            addReplay(of: delivery, to: subscription, .first, at: now)
        }
        return (min(matching.count, BulkReplayFilter.capacity), matching.count > BulkReplayFilter.capacity)
    }

    @discardableResult
    private mutating func addReplay(
        of delivery: WebhookDelivery,
        to subscription: WebhookSubscription,
        _ reason: DeliveryQueue.Reason,
        at now: Timestamp
    ) -> WebhookDelivery {
        addDelivery(of: delivery.event, delivery.eventID, to: subscription, reason, replaying: delivery, at: now)
    }

    private func openSubscription(_ id: String) throws(DomainError) -> WebhookSubscription {
        let subscription = try webhookSubscription(id)
        guard subscription.status == .active else {
            throw .conflict(what: "The webhook subscription", state: subscription.status.rawValue)
        }
        return subscription
    }
}
