package import Domain

/// The HTTP request of one attempt, always a POST.
package struct WebhookRequest: Sendable {
    /// The URL of the receiver, `http` or `https`.
    package var url: String
    /// The headers in the order in which they are sent.
    package var headers: [HeaderField]
    /// The body, which is shorter than the signed one if a fault truncates it.
    package var body: [UInt8]
    /// How long the whole attempt may take, in wall time.
    package var timeout: TimeSpan
    /// Certificate authorities in PEM form that are trusted in addition to the usual ones.
    package var trustedCertificates: String?

    /// A request with these parts.
    package init(
        url: String,
        headers: [HeaderField],
        body: [UInt8],
        timeout: TimeSpan,
        trustedCertificates: String? = nil
    ) {
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.trustedCertificates = trustedCertificates
    }
}
