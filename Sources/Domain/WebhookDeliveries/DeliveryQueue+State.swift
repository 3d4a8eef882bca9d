// Exported states call the reason `entrance`, and the entries that a rule holds `arrivals`.
extension DeliveryQueue.Reason: StateCodable {}

extension DeliveryQueue.Entry: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        DeliveryQueue.Entry(
            id: try coder.field("id", \.id),
            number: try coder.field("number", \.number, in: .count),
            reason: try coder.field("entrance", \.reason)
        )
    }
}

extension DeliveryQueueRecord: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let record = DeliveryQueueRecord(
            waiting: try coder.field("waiting", \.waiting),
            held: try coder.field("held", \.held),
            nextNumber: try coder.field("next_number", \.nextNumber, in: .count)
        )
        try coder.checkNumbers(record.waiting.map(\.number), below: record.nextNumber, in: "waiting")
        return record
    }
}

extension HeldDeliveries: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        HeldDeliveries(rule: try coder.field("rule", \.rule), entries: try coder.field("arrivals", \.entries))
    }
}

extension HeldDeliveries.Entry: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        HeldDeliveries.Entry(id: try coder.field("id", \.id), reason: try coder.field("entrance", \.reason))
    }
}

extension WorldState {
    /// The queue in the form in which it is exported, without deliveries that were removed or are finished.
    var deliveryQueueRecord: DeliveryQueueRecord {
        let isThere = { (id: Identifier<WebhookDelivery>) in deliveries[id]?.isWaiting == true }
        return DeliveryQueueRecord(
            waiting: deliveryQueue.waiting.filter { isThere($0.id) },
            held: unqueued.held.map { rule, entries in
                let there = entries.filter { isThere($0.delivery) }
                return HeldDeliveries(rule: rule, entries: there.map { .init(id: $0.delivery, reason: $0.reason) })
            },
            nextNumber: deliveryQueue.nextNumber
        )
    }

    /// Fills the queue of a world whose deliveries have been read already.
    mutating func fillDeliveryQueue(from record: DeliveryQueueRecord) throws(StateError) {
        var seen: Set<Identifier<WebhookDelivery>> = []
        for (index, entry) in record.waiting.enumerated() {
            do throws(StateError) { _ = try laneOfWaiting(entry.id, &seen) } catch {
                throw error.inside("id").inside(index).inside("waiting")
            }
        }
        let deliveries = deliveries
        deliveryQueue = DeliveryQueue(record.waiting, nextNumber: record.nextNumber) { entry in
            deliveries[entry.id]?.subscriptionID
        }
        for (index, group) in record.held.enumerated() {
            var entries: [UnqueuedDeliveries.Entry] = []
            for (place, entry) in group.entries.enumerated() {
                do throws(StateError) {
                    let lane = try laneOfWaiting(entry.id, &seen)
                    entries.append(.init(delivery: entry.id, subscription: lane, reason: entry.reason))
                } catch {
                    throw error.inside("id").inside(place).inside("arrivals").inside(index).inside("held")
                }
            }
            unqueued.held.append((group.rule, entries))
        }
    }

    /// The subscription of a waiting delivery; throws if the delivery is not waiting, or is in the record twice.
    private func laneOfWaiting(
        _ id: Identifier<WebhookDelivery>,
        _ seen: inout Set<Identifier<WebhookDelivery>>
    ) throws(StateError) -> Identifier<WebhookSubscription> {
        guard let delivery = deliveries[id], delivery.isWaiting else {
            throw .dangling("delivery that waits,", id.description)
        }
        guard seen.insert(id).inserted else { throw .duplicate(id.description) }
        return delivery.subscriptionID
    }
}
