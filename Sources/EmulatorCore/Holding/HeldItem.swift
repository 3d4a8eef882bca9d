package import Domain

/// A held request or delivery, as a list of holds shows it.
package enum HeldItem: Sendable {
    /// A request, with the time on the world's clock at which it was held.
    case request(seq: Int, at: Timestamp, method: String, path: String)
    /// A delivery, which was held when it was created.
    case delivery(WebhookDelivery)

    /// The reference by which it is released.
    package var reference: ObservationRef.Name {
        switch self {
        case .request(let seq, _, _, _): .request(seq)
        case .delivery(let delivery): .delivery(delivery.id)
        }
    }
}
