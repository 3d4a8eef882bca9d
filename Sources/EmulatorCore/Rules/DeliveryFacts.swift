import Documents
package import Domain

/// What is known of a delivery, or of one attempt of it, when rules are asked.
package struct DeliveryFacts: Sendable {
    /// The type of the event.
    package var event: String { content.type }
    /// Where it goes.
    package let url: String
    /// The subscription that it is for.
    package let subscriptionID: String
    /// 1 for the first attempt; nil when the delivery as a whole is looked at.
    package let attempt: Int?
    private let content: WebhookEvent
    private let deliveryID: String

    /// A delivery as a whole.
    package init(_ delivery: WebhookDelivery) {
        url = delivery.url
        subscriptionID = delivery.subscriptionID.description
        attempt = nil
        content = delivery.event
        deliveryID = delivery.id.description
    }

    /// One attempt.
    package init(_ ticket: AttemptTicket) {
        url = ticket.url
        subscriptionID = ticket.subscription.description
        attempt = ticket.number
        content = ticket.event
        deliveryID = ticket.delivery.description
    }

    /// Whether places such as `/body/data/id` and `/headers/x-kirim-event-id` are as they should be.
    func match(_ places: [PlacePattern]) -> Bool {
        guard !places.isEmpty else { return true }
        let body = try? JSONValue(parsing: content.body)
        return places.allSatisfy { place in
            let rest = JSONPointer(Array(place.pointer.tokens.dropFirst()))
            switch place.pointer.tokens.first {
            case "body": return place.pattern.matches(body?[rest])
            case "headers": return place.pattern.matches(header(rest.tokens.first ?? "").map { .string($0) })
            default: return place.pattern.matches(nil)
            }
        }
    }

    /// The headers that are the same in every attempt.
    private func header(_ name: String) -> String? {
        switch name {
        case "x-kirim-source": content.source.rawValue
        case "x-kirim-event": content.type
        case "x-kirim-event-id": content.id
        case "x-kirim-delivery-id": deliveryID
        default: nil
        }
    }
}
