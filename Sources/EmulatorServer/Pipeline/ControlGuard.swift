import HTTPServing
import NIOHTTP1

/// Refuses requests to the control API that come from foreign web pages or use a foreign host name.
///
/// Any page that a developer visits can send requests to localhost. Such a page is recognized by its `Origin`. If it
/// uses a DNS name that points to 127.0.0.1 (DNS rebinding), it is recognized by the `Host`.
struct ControlGuard: Sendable {
    /// The request header with the token of `--admin-token`.
    static let tokenHeader = "X-Mock-Admin-Token"
    private static let vendorHosts = ["api.kirimdev.com", "app.kirimdev.com", "media.kirimdev.com"]

    /// Whether the server listens on loopback only, so that `Host` must be a name of this machine.
    let isLoopback: Bool
    let allowedHosts: [String]
    let publicURL: String?
    let adminToken: String?

    func check(_ request: Request, path: String) throws(MockError) {
        guard path.hasPrefix("/__admin") else { return }
        try checkOrigin(request)
        if let adminToken, request.head.headers.first(name: Self.tokenHeader) != adminToken {
            throw MockError(.unauthorized, "Send the admin token in the header \(Self.tokenHeader).")
        }
    }

    /// Refuses a foreign `Origin` and, on loopback, a `Host` that is not a name of this machine.
    func checkOrigin(_ request: Request) throws(MockError) {
        let headers = request.head.headers
        let host = headers.first(name: "Host") ?? ""
        if isLoopback, !isKnown(host) {
            throw MockError(
                .forbiddenOrigin,
                "The host `\(host)` is not a name of this machine; --allow-host adds names."
            )
        }
        if let origin = headers.first(name: "Origin"), !isOwn(origin, host: host) {
            throw MockError(.forbiddenOrigin, "Pages of \(origin) may not use the control API.")
        }
    }

    private func isOwn(_ origin: String, host: String) -> Bool {
        let origin = origin.lowercased()
        if let publicURL, origin == Self.origin(of: publicURL.lowercased()) { return true }
        return origin == "http://" + host.lowercased() || origin == "https://" + host.lowercased()
    }

    private func isKnown(_ host: String) -> Bool {
        let name = Self.withoutPort(host.lowercased())
        let own = name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]" || isLoopbackAddress(name)
        return own || allowedHosts.contains { $0.lowercased() == name } || Self.vendorHosts.contains(name)
    }

    private func isLoopbackAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The scheme and authority of a URL, which is what a browser sends as `Origin`.
    private static func origin(of url: String) -> Substring {
        let authority = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        return url[..<(url[authority...].firstIndex(of: "/") ?? url.endIndex)]
    }

    private static func withoutPort(_ host: String) -> String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
        return String(host.prefix { $0 != ":" })
    }
}
