extension WorldState {
    /// Whether a fault rule holds deliveries in order to send them in reverse order.
    package var holdsDeliveries: Bool { !unqueued.held.isEmpty }

    /// Whether there are new deliveries for which no fault rule has been matched yet.
    package var hasAddedDeliveries: Bool { !unqueued.added.isEmpty }

    /// Adds new deliveries to the queue, each with the fault that `fault` decides for it; a `reorder` fault holds them.
    package mutating func enqueueAddedDeliveries(deciding fault: (WebhookDelivery) -> DeliveryFault?) {
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

    /// Adds the held deliveries to the queue, in reverse order for each rule.
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
