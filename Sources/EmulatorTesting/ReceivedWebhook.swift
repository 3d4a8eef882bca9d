package import Documents
package import Domain
import Webhooks

/// An attempt as a receiver sees it.
package struct ReceivedWebhook: Sendable {
    /// Where it went.
    package let url: String
    /// In the order of the wire.
    package let headers: [HeaderField]
    /// The bytes of the body.
    package let body: [UInt8]
    /// How long the receiver has to answer.
    package let timeout: TimeSpan

    init(_ request: WebhookRequest) {
        url = request.url
        headers = request.headers
        body = request.body
        timeout = request.timeout
    }

    /// The value of a header whose name is spelled exactly so; nil if it does not come, or comes twice.
    package func header(_ name: String) -> String? {
        let fields = headers.filter { $0.name == name }
        return fields.count == 1 ? fields.first?.value : nil
    }

    /// The body, null where it is no JSON.
    package var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The value of `X-Kirim-Event`.
    package var event: String? { header("X-Kirim-Event") }

    /// The value of `X-Kirim-Delivery-Id`.
    package var delivery: String? { header("X-Kirim-Delivery-Id") }
}
