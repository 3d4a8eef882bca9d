import Documents
package import Domain

/// What rules can match of a delivery, or of one attempt of it.
package struct DeliveryFacts: Sendable {
    /// The type of the event.
    package var event: String { content.type }
    /// The URL of the receiver.
    package let url: String
    /// The id of the subscription.
    package let subscriptionID: String
    /// The number of the attempt, from 1; nil for the delivery as a whole.
    package let attempt: Int?
    private let content: WebhookEvent
    private let deliveryID: String

    /// The facts of a delivery as a whole.
    package init(_ delivery: WebhookDelivery) {
        url = delivery.url
        subscriptionID = delivery.subscriptionID.description
        attempt = nil
        content = delivery.event
        deliveryID = delivery.id.description
    }

    /// The facts of one attempt.
    package init(_ ticket: AttemptTicket) {
        url = ticket.url
        subscriptionID = ticket.subscription.description
        attempt = ticket.number
        content = ticket.event
        deliveryID = ticket.delivery.description
    }

    /// Whether the values at places such as `/body/data/id` and `/headers/x-kirim-event-id` match their patterns.
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

    /// The value of a header that is the same in every attempt; nil for any other header.
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
