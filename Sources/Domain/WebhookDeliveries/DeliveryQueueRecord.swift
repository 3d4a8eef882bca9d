/// What waits in a delivery queue, and what is held back from it; its lanes follow from the deliveries.
struct DeliveryQueueRecord {
    let waiting: [DeliveryQueue.Entry]
    let held: [HeldDeliveries]
    let nextNumber: Int
}
