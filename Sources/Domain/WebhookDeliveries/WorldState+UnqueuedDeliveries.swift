extension WorldState {
    /// Whether deliveries are held back, to be sent in reverse.
    package var holdsDeliveries: Bool { !unqueued.held.isEmpty }

    /// Whether there are new deliveries that no fault rule has been asked about.
    package var hasAddedDeliveries: Bool { !unqueued.added.isEmpty }

    /// Puts new deliveries into the queue, each with the fault that a rule decides for it.
    package mutating func enqueueAddedDeliveries(deciding fault: (WebhookDelivery) -> DeliveryFault? = { _ in nil }) {
        let added = unqueued.added
        unqueued.added = []
        for entry in added {
            guard var delivery = deliveries[entry.delivery] else { continue }
            guard let fault = fault(delivery) else {
                enqueue(entry)
                continue
            }
            delivery.fault = fault
            deliveries.replace(delivery)
            if case .reorder(let window)? = fault.effect {
                for entry in unqueued.hold(entry, by: fault.rule, window: window).reversed() { enqueue(entry) }
            } else {
                enqueue(entry)
            }
        }
    }

    /// Sends what is held back, in reverse.
    package mutating func releaseHeldDeliveries() {
        for group in unqueued.held {
            for entry in group.entries.reversed() { enqueue(entry) }
        }
        unqueued.held = []
    }

    private mutating func enqueue(_ entry: UnqueuedDeliveries.Entry) {
        deliveryQueue.add(entry.delivery, to: entry.subscription, entry.reason)
    }
}
