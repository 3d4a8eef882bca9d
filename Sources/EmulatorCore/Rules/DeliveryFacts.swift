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
    /// The headers that were sent; nil before the attempt.
    private let sentHeaders: [HeaderField]?

    /// The facts of a delivery as a whole.
    package init(_ delivery: WebhookDelivery) {
        url = delivery.url
        subscriptionID = delivery.subscriptionID.description
        attempt = nil
        content = delivery.event
        deliveryID = delivery.id.description
        sentHeaders = nil
    }

    /// The facts of an event, whether it was delivered or not.
    init(_ event: WebhookEvent) {
        url = ""
        subscriptionID = ""
        attempt = nil
        content = event
        deliveryID = ""
        sentHeaders = nil
    }

    /// The facts of an attempt that has ended.
    package init(_ delivery: WebhookDelivery, after attempt: DeliveryAttempt) {
        url = delivery.url
        subscriptionID = delivery.subscriptionID.description
        self.attempt = attempt.number
        content = delivery.event
        deliveryID = delivery.id.description
        sentHeaders = attempt.headers
    }

    /// The facts of one attempt that is about to be sent.
    package init(_ ticket: AttemptTicket) {
        url = ticket.url
        subscriptionID = ticket.subscription.description
        attempt = ticket.number
        content = ticket.event
        deliveryID = ticket.delivery.description
        sentHeaders = nil
    }

    /// Whether the values at places such as `/body/data/id` and `/headers/x-kirim-event-id` match their patterns.
    func match(_ places: [PlacePattern]) -> Bool {
        guard !places.isEmpty else { return true }
        return differences(from: places).isEmpty
    }

    /// The places whose values do not match their patterns.
    func differences(from places: [PlacePattern]) -> [MatchDifference] {
        guard !places.isEmpty else { return [] }
        let body = try? JSONValue(parsing: content.body)
        return places.compactMap { place in
            let rest = JSONPointer(Array(place.pointer.tokens.dropFirst()))
            switch place.pointer.tokens.first {
            case "body": return place.difference(from: body?[rest])
            case "headers": return place.difference(from: header(rest.tokens.first ?? "").map { .string($0) })
            default: return place.difference(from: nil)
            }
        }
    }

    /// The value of a header that was sent; before the attempt, only headers that are the same in every attempt.
    private func header(_ name: String) -> String? {
        if let sentHeaders { return sentHeaders.first { $0.name.lowercased() == name }?.value }
        switch name {
        case "x-kirim-source": return content.source.rawValue
        case "x-kirim-event": return content.type
        case "x-kirim-event-id": return content.id
        case "x-kirim-delivery-id": return deliveryID
        default: return nil
        }
    }
}
