/// The deliveries that one fault rule holds, oldest first.
struct HeldDeliveries {
    struct Entry {
        let id: Identifier<WebhookDelivery>
        let reason: DeliveryQueue.Reason
    }

    let rule: String
    let entries: [Entry]
}
