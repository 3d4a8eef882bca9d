package import Domain
package import NIOCore
import NIOPosix

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

/// What carries attempts to receivers.
package protocol WebhookTransport: Sendable {
    /// Where `completion` runs as a rule; who goes on from there saves a change of threads.
    var eventLoop: any EventLoop { get }

    /// Sends a request and reports once what came of it.
    ///
    /// `completion` runs on any thread, after this call has returned, and nothing is written to the receiver after it.
    func send(
        _ request: WebhookRequest,
        completion: @escaping @Sendable (AttemptOutcome) -> Void
    ) -> any WebhookSending

    /// Closes all connections; what is under way is given up.
    func shutdown() async throws
}

extension WebhookTransport {
    /// Any event loop: right for a transport that has none of its own.
    package var eventLoop: any EventLoop { MultiThreadedEventLoopGroup.singleton.any() }
}

/// An attempt that is under way.
package protocol WebhookSending: Sendable {
    /// Gives it up; it is reported at once as a broken connection, unless it has been reported before.
    func cancel()
}
