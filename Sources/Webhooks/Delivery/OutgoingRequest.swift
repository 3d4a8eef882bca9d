package import Domain

/// An HTTP request to another server.
package struct OutgoingRequest: Sendable {
    /// How much of a response is read.
    package enum Extent: Sendable {
        /// So many bytes of the headers and of the body; the connection is closed before the rest.
        case first(Int)
        /// All of it; more bytes in the headers or in the body are an error.
        case whole(upTo: Int)
    }

    /// The method, such as `GET`.
    package let method: String
    /// The URL, `http` or `https`.
    package let url: String
    /// The headers in the order in which they are sent; `Host` and `Content-Length` are added.
    package let headers: [HeaderField]
    /// The body, which may be empty.
    package let body: [UInt8]
    /// How long the request may take from its start to the end of the response, in wall time.
    package let timeout: TimeSpan
    /// Certificate authorities in PEM form that are trusted in addition to the usual ones.
    package let trustedCertificates: String?
    /// How much of the response is read.
    package let extent: Extent
    /// Whether it is sent again if a reused connection ends before the first byte of a response.
    package let isRepeatable: Bool

    /// A request that is sent once, and whose whole response is read.
    package init(
        method: String = "GET",
        url: String,
        headers: [HeaderField] = [],
        body: [UInt8] = [],
        timeout: TimeSpan,
        trustedCertificates: String? = nil,
        extent: Extent = .whole(upTo: 256 << 20)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.trustedCertificates = trustedCertificates
        self.extent = extent
        isRepeatable = false
    }

    /// The request of an attempt: deliveries have ids, so that a receiver can recognize one that it gets again.
    init(_ request: WebhookRequest) {
        method = "POST"
        url = request.url
        headers = request.headers
        body = request.body
        timeout = request.timeout
        trustedCertificates = request.trustedCertificates
        extent = .first(ReceiverAnswer.keptBodyLength)
        isRepeatable = true
    }
}
