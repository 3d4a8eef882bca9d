extension WorldState {
    /// Whether a fault rule holds deliveries in order to send them in reverse order.
    package var holdsDeliveries: Bool { !unqueued.held.isEmpty }

    /// Whether there are new deliveries for which no fault rule has been matched yet.
    package var hasAddedDeliveries: Bool { !unqueued.added.isEmpty }

    /// The new deliveries for which no fault rule has been matched yet.
    package var addedDeliveries: [Identifier<WebhookDelivery>] { unqueued.added.map(\.delivery) }

    /// Adds new deliveries to the queue, each with the fault that `fault` decides for it; a `reorder` fault holds them.
    ///
    /// A delivery for which `hold` returns the id of a hold waits for its release instead, before a fault is decided.
    package mutating func enqueueAddedDeliveries(
        deciding fault: (WebhookDelivery) -> DeliveryFault?,
        stoppedBy hold: (WebhookDelivery) -> String? = { _ in nil }
    ) {
        let added = unqueued.added
        unqueued.added = []
        for entry in added {
            guard let delivery = deliveries[entry.delivery] else { continue }
            if let hold = hold(delivery) {
                unqueued.stopped.append((hold, entry))
            } else {
                enqueue(entry, of: delivery, with: fault(delivery))
            }
        }
    }

    private mutating func enqueue(
        _ entry: UnqueuedDeliveries.Entry,
        of delivery: WebhookDelivery,
        with fault: DeliveryFault?
    ) {
        guard let fault else { return enqueue(entry) }
        var delivery = delivery
        delivery.fault = fault
        deliveries.replace(delivery)
        if case .reorder(let window)? = fault.effect {
            for entry in unqueued.hold(entry, by: fault.rule, window: window).reversed() { enqueue(entry) }
        } else {
            enqueue(entry)
        }
    }

    // MARK: Holds

    /// The waiting deliveries that a hold has stopped, oldest first.
    package func stoppedDeliveries(by hold: String) -> [WebhookDelivery] {
        unqueued.stopped.filter { $0.hold == hold }.compactMap { deliveries[$0.entry.delivery] }.filter(\.isWaiting)
    }

    /// The hold that stops a delivery; nil if none does, or if the delivery no longer waits.
    package func hold(stopping delivery: Identifier<WebhookDelivery>) -> String? {
        guard !unqueued.stopped.isEmpty, deliveries[delivery]?.isWaiting == true else { return nil }
        return unqueued.stopped.last { $0.entry.delivery == delivery }?.hold
    }

    /// The holds that stop deliveries, by the deliveries; only those that still wait.
    package var holdsOfDeliveries: [Identifier<WebhookDelivery>: String] {
        var holds: [Identifier<WebhookDelivery>: String] = [:]
        for stopped in unqueued.stopped where deliveries[stopped.entry.delivery]?.isWaiting == true {
            holds[stopped.entry.delivery] = stopped.hold
        }
        return holds
    }

    /// Adds deliveries that a hold has stopped to the queue, in that order, each with the fault that `fault` decides.
    ///
    /// Returns those that were stopped and still wait for their first attempt; the others are left out.
    package mutating func releaseStoppedDeliveries(
        _ ids: [Identifier<WebhookDelivery>],
        by hold: String,
        deciding fault: (WebhookDelivery) -> DeliveryFault?
    ) -> [Identifier<WebhookDelivery>] {
        let wanted = Set(ids)
        // A delivery whose subscription was disabled or deleted has become dead while it was stopped.
        let finished = Set(unqueued.stopped.map(\.entry.delivery).filter { deliveries[$0]?.isWaiting != true })
        var released: [Identifier<WebhookDelivery>: UnqueuedDeliveries.Entry] = [:]
        var rest = ChunkedList<(hold: String, entry: UnqueuedDeliveries.Entry)>()
        for stopped in unqueued.stopped where !finished.contains(stopped.entry.delivery) {
            if stopped.hold == hold, wanted.contains(stopped.entry.delivery) {
                released[stopped.entry.delivery] = stopped.entry
            } else {
                rest.append(stopped)
            }
        }
        unqueued.stopped = rest
        return ids.filter { id in
            guard let entry = released.removeValue(forKey: id), let delivery = deliveries[id] else { return false }
            enqueue(entry, of: delivery, with: fault(delivery))
            return true
        }
    }

    /// Adds all stopped deliveries to the queue without a fault, for a world that does not have their holds.
    mutating func releaseAllStoppedDeliveries() {
        for stopped in unqueued.stopped { enqueue(stopped.entry) }
        unqueued.stopped = ChunkedList()
    }

    // MARK: Reordering

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
