extension WorldState {
    /// The same state, ready for a new world: not ended, and without attempts under way.
    ///
    /// Nobody waits there for the answers to attempts that were made elsewhere, so what was on the wire waits again
    /// and is attempted once more, at once if it was due. What would have been given up, had it waited when its
    /// subscription was disabled or deleted, is given up now.
    package func revived() -> WorldState {
        var state = self
        state.isEnded = false
        guard deliveryQueue.runningCount > 0 else { return state }
        var lost: Set<Identifier<WebhookDelivery>> = []
        for entry in deliveryQueue.runningEntries {
            guard let delivery = deliveries[entry.id], isLost(delivery, entry.reason) else { continue }
            lost.insert(entry.id)
            state.giveUp(delivery)
        }
        state.deliveryQueue.requeueRunning { lost.contains($0) }
        return state
    }

    private func isLost(_ delivery: WebhookDelivery, _ reason: DeliveryQueue.Reason) -> Bool {
        guard delivery.isWaiting else { return false }
        guard let subscription = webhookSubscriptions[delivery.subscriptionID] else { return true }
        switch reason {
        case .first, .retry: return subscription.status == .disabled
        case .byHand: return false
        }
    }

    /// Dated back to when its subscription was disabled: the present moment must leave no trace in an export.
    private mutating func giveUp(_ delivery: WebhookDelivery) {
        var dead = delivery
        dead.status = .dead
        dead.nextAttemptAt = nil
        let end = webhookSubscriptions[delivery.subscriptionID]?.updatedAt ?? delivery.updatedAt
        dead.updatedAt = max(delivery.updatedAt, end)
        deliveries.replace(dead)
    }
}
