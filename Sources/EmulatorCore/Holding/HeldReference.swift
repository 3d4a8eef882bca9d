package import Domain

/// Identifies a held request or delivery within its world.
package enum HeldReference: Hashable, Sendable, CustomStringConvertible {
    /// The request with that number in the journal.
    case request(Int)
    /// The delivery with that id.
    case delivery(Identifier<WebhookDelivery>)

    /// The form that control requests use, such as `request:7`.
    package var description: String {
        switch self {
        case .request(let seq): "request:\(seq)"
        case .delivery(let id): "delivery:\(id)"
        }
    }
}
