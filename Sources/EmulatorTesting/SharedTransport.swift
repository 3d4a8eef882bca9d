package import Webhooks

/// The transport that tests send webhooks with, one per process.
package enum SharedTransport {
    /// A transport that sends over the network.
    package static let http: any WebhookTransport = HTTPWebhookTransport()
}
