/// What one rule holds back, in the order in which it came.
struct HeldDeliveries {
    struct Entry {
        let id: Identifier<WebhookDelivery>
        let reason: DeliveryQueue.Reason
    }

    let rule: String
    let entries: [Entry]
}
