extension WorldState {
    /// The same state for a new world: not ended, and without attempts under way.
    ///
    /// The answer to an attempt of the old world cannot arrive in the new one, so its delivery waits again and is
    /// attempted once more. A delivery whose subscription was disabled or deleted during the attempt becomes dead, as
    /// it would have while waiting; disabling does not affect a manual replay. Holds end with the old world, so the
    /// deliveries that they stopped enter the queue.
    package func revived() -> WorldState {
        var state = self
        state.isEnded = false
        state.releaseAllStoppedDeliveries()
        guard deliveryQueue.runningCount > 0 else { return state }
        var lost: Set<Identifier<WebhookDelivery>> = []
        for entry in deliveryQueue.runningEntries {
            guard let delivery = deliveries[entry.id], isLost(delivery, entry.reason) else { continue }
            lost.insert(entry.id)
            state.endDelivery(delivery)
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

    /// Makes a delivery dead as of when its subscription was disabled; an export must not depend on the current time.
    private mutating func endDelivery(_ delivery: WebhookDelivery) {
        var dead = delivery
        dead.status = .dead
        dead.nextAttemptAt = nil
        let end = webhookSubscriptions[delivery.subscriptionID]?.updatedAt ?? delivery.updatedAt
        dead.updatedAt = max(delivery.updatedAt, end)
        deliveries.replace(dead)
    }
}
