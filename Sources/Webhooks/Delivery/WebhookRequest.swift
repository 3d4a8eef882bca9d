package import Domain

/// One attempt as it goes on the wire, always a POST.
package struct WebhookRequest: Sendable {
    /// Where it goes, `http` or `https`.
    package var url: String
    /// In the order of the wire.
    package var headers: [HeaderField]
    /// The bytes that were signed.
    package var body: [UInt8]
    /// How long all of it may take, in wall time.
    package var timeout: TimeSpan
    /// Authorities in PEM form that the receiver's certificate may come from, beside those that everybody trusts.
    package var trustedCertificates: String?

    /// A request with those parts.
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
