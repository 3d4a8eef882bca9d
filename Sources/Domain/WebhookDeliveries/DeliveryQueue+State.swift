extension DeliveryQueue.Entrance: StateCodable {}

extension DeliveryQueue.Entry: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        DeliveryQueue.Entry(
            id: try coder.field("id", \.id),
            number: try coder.field("number", \.number, in: .count),
            entrance: try coder.field("entrance", \.entrance)
        )
    }
}

/// What waits in a delivery queue; its lanes follow from the deliveries.
struct DeliveryQueueRecord {
    let waiting: [DeliveryQueue.Entry]
    let nextNumber: Int
}

extension DeliveryQueueRecord: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let record = DeliveryQueueRecord(
            waiting: try coder.field("waiting", \.waiting),
            nextNumber: try coder.field("next_number", \.nextNumber, in: .count)
        )
        try coder.checkNumbers(record.waiting.map(\.number), below: record.nextNumber, in: "waiting")
        return record
    }
}

extension SandboxState {
    /// What may be attempted; what waits for a delivery that is no longer there can never be.
    var deliveryQueueRecord: DeliveryQueueRecord {
        DeliveryQueueRecord(
            waiting: deliveryQueue.waiting.filter { deliveries[$0.id]?.isWaiting == true },
            nextNumber: deliveryQueue.nextNumber
        )
    }

    /// Fills the queue of a world whose deliveries are there already.
    mutating func fillDeliveryQueue(from record: DeliveryQueueRecord) throws(StateError) {
        var seen: Set<Identifier<WebhookDelivery>> = []
        for (index, entry) in record.waiting.enumerated() {
            guard deliveries[entry.id]?.isWaiting == true else {
                throw .dangling("delivery that waits,", entry.id.description).inside("id").inside(index)
            }
            guard seen.insert(entry.id).inserted else {
                throw .duplicate(entry.id.description).inside("id").inside(index)
            }
        }
        let deliveries = deliveries
        deliveryQueue = DeliveryQueue(record.waiting, nextNumber: record.nextNumber) { entry in
            deliveries[entry.id]?.subscriptionID
        }
    }
}
