import HTTPServing
import NIOHTTP1

/// What stands before the path in URLs that answers show.
///
/// `--public-url` if it is set, else the scheme and `Host` of the request being answered; forwarding headers are
/// ignored, as anybody could send them.
package struct OriginPolicy: Sendable {
    private let publicURL: String?

    /// A policy; without a URL the request's own host is used.
    package init(publicURL: String?) {
        self.publicURL = publicURL.map { url in url.hasSuffix("/") ? String(url.dropLast()) : url }
    }

    /// Scheme and authority, without a slash at the end.
    func origin(of request: Request) -> String {
        if let publicURL { return publicURL }
        let host = request.head.headers.first(name: "Host") ?? ""
        return (request.isSecure ? "https://" : "http://") + (host.isEmpty ? "localhost" : host)
    }
}
