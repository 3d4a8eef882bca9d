package import Webhooks

/// What carries webhooks in tests, for the life of their process.
package enum SharedTransport {
    /// Sends over the network.
    package static let http: any WebhookTransport = HTTPWebhookTransport()
}
