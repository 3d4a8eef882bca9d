package import Documents
package import Domain
import Webhooks

/// The request of one delivery attempt, as its receiver sees it.
package struct ReceivedWebhook: Sendable {
    /// The URL that it was sent to.
    package let url: String
    /// The header fields, in the order in which they were sent.
    package let headers: [HeaderField]
    /// The bytes of the body.
    package let body: [UInt8]
    /// How long the receiver may take to respond.
    package let timeout: TimeSpan

    init(_ request: WebhookRequest) {
        url = request.url
        headers = request.headers
        body = request.body
        timeout = request.timeout
    }

    /// The value of the header field with exactly this spelling; nil if it is missing or occurs twice.
    package func header(_ name: String) -> String? {
        let fields = headers.filter { $0.name == name }
        return fields.count == 1 ? fields.first?.value : nil
    }

    /// The body as JSON; null if it is not JSON.
    package var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }

    /// The value of `X-Kirim-Event`.
    package var event: String? { header("X-Kirim-Event") }

    /// The value of `X-Kirim-Delivery-Id`.
    package var delivery: String? { header("X-Kirim-Delivery-Id") }
}
