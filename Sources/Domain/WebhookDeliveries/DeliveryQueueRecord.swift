/// The exported delivery queue: waiting and held deliveries; the lanes follow from the deliveries' subscriptions.
struct DeliveryQueueRecord {
    let waiting: [DeliveryQueue.Entry]
    let held: [HeldDeliveries]
    let nextNumber: Int
}
