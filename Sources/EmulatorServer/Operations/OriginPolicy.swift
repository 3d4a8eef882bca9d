import HTTPServing
import NIOHTTP1

/// Decides the base of the URLs in responses.
///
/// The base is `--public-url` if it is set, else the scheme and `Host` of the request. Forwarding headers are ignored,
/// because any client can send them.
package struct OriginPolicy: Sendable {
    private let publicURL: String?

    /// Creates a policy from `--public-url`; nil to use the host of each request.
    package init(publicURL: String?) {
        self.publicURL = publicURL.map { url in url.hasSuffix("/") ? String(url.dropLast()) : url }
    }

    /// The base of URLs in the response to a request, without a slash at the end.
    func origin(of request: Request) -> String {
        if let publicURL { return publicURL }
        let host = request.head.headers.first(name: "Host") ?? ""
        return (request.isSecure ? "https://" : "http://") + (host.isEmpty ? "localhost" : host)
    }
}
