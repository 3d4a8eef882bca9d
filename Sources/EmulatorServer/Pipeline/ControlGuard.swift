import Domain
import HTTPServing
import NIOHTTP1

/// Refuses requests to the control API, the dashboard and the MCP endpoint that come from foreign web pages or use a
/// foreign host name.
///
/// Any page that a developer visits can send requests to this machine. Such a page is recognized by `Origin` and
/// `Sec-Fetch-Site`, which browsers add and scripts cannot change. If the page lets its own DNS name point to this
/// machine (DNS rebinding), its browser treats the emulator as the server of the page. Then the `Host` shows it.
struct ControlGuard: Sendable {
    /// The request header with the token of `--admin-token`.
    static let tokenHeader = "X-Mock-Admin-Token"
    private static let vendorHosts: Set = ["api.kirimdev.com", "app.kirimdev.com", "media.kirimdev.com"]

    /// Whether the server listens on loopback only, so that `Host` must be a name of this machine.
    private let isLoopback: Bool
    /// The names that are accepted although they may look public.
    private let trustedNames: Set<String>
    private let publicOrigin: String?
    private let adminToken: String?
    /// Whether pages may only read (`--read-only-ui`).
    private let hasReadOnlyPages: Bool

    init(
        isLoopback: Bool,
        allowedHosts: [String],
        publicURL: String?,
        adminToken: String?,
        hasReadOnlyPages: Bool = false
    ) {
        let allowed = allowedHosts.map { "http://" + $0 } + (isLoopback ? [] : [publicURL].compactMap { $0 })
        self.isLoopback = isLoopback
        trustedNames = Self.vendorHosts.union(allowed.compactMap { URLAddress($0)?.hostName })
        publicOrigin = publicURL.map { Self.origin(of: $0.lowercased()) }
        self.adminToken = adminToken
        self.hasReadOnlyPages = hasReadOnlyPages
    }

    /// Refuses foreign web pages and host names, then requests without the admin token.
    func check(_ request: Request, for access: ControlAccess) throws(MockError) {
        try checkOrigin(of: request, for: access)
        guard access.needsToken, let adminToken else { return }
        guard request.head.headers.first(name: Self.tokenHeader) == adminToken else {
            throw MockError(.unauthorized, "Send the admin token in the header \(Self.tokenHeader).")
        }
    }

    /// Refuses foreign web pages and host names, and what the emulator's own pages may not do.
    func checkOrigin(of request: Request, for access: ControlAccess) throws(MockError) {
        guard access != .open else { return }
        let headers = request.head.headers
        let host = headers.first(name: "Host") ?? ""
        try checkHost(host)
        if let origin = headers.first(name: "Origin"), !isOwn(origin, host: host) {
            throw MockError(
                .forbiddenOrigin,
                "Pages of \(origin) may not send this request; only pages of this server and of --public-url may."
            )
        }
        guard headers.first(name: "Sec-Fetch-Site") != "cross-site" || isLink(headers, to: access) else {
            throw MockError(
                .forbiddenOrigin,
                "A page of another site sent this request (Sec-Fetch-Site: cross-site), which it may not."
            )
        }
        guard !hasReadOnlyPages || isReading(request.head.method) || !isFromPage(headers) else {
            throw MockError(
                .readOnlyUI,
                "The server was started with --read-only-ui, so its pages may not send \(request.head.method)."
            )
        }
    }

    // MARK: Pages that only read

    private func isReading(_ method: HTTPMethod) -> Bool { method == .GET || method == .HEAD }

    /// Whether a page sent the request, and not a test or a command; browsers add one of these headers to what it sends.
    private func isFromPage(_ headers: HTTPHeaders) -> Bool {
        headers.contains(name: "Origin") || headers.contains(name: "Sec-Fetch-Site")
    }

    /// Whether a request may create the sandbox of its key.
    ///
    /// A page that needs no token does not do so for a link on a foreign page, or if pages may only read.
    func allowsCreation(by headers: HTTPHeaders, for access: ControlAccess) -> Bool {
        switch access {
        case .guarded, .page, .open: true
        case .entry: !hasReadOnlyPages && headers.first(name: "Sec-Fetch-Site") != "cross-site"
        }
    }

    // MARK: Host

    private func checkHost(_ host: String) throws(MockError) {
        if host.isEmpty {
            // Every browser sends a host, so no page can send this request.
            guard isLoopback else { return }
            throw MockError(
                .forbiddenOrigin,
                "The request has no host; it must be a name of this machine, for example localhost."
            )
        }
        if Self.isUsualName(host) { return }
        let address = URLAddress("http://" + host)
        if let address, isAccepted(address) { return }
        let name = address?.hostName ?? host
        let problem =
            isLoopback
            ? "is not a name of this machine"
            : "looks like a public name, which a foreign web page can point to this machine"
        throw MockError(
            .forbiddenOrigin,
            "The host `\(name)` \(problem). Start the server with --allow-host \(name) to allow it."
        )
    }

    /// Whether the host is one of the usual names of this machine with a port, which most requests have.
    private static func isUsualName(_ host: String) -> Bool {
        guard let colon = host.utf8.lastIndex(of: UInt8(ascii: ":")) else { return false }
        return ["localhost", "127.0.0.1"].contains { host.utf8[..<colon].elementsEqual($0.utf8) }
            && UInt16(Substring(host.utf8[colon...].dropFirst())) != nil
    }

    private func isAccepted(_ address: URLAddress) -> Bool {
        if trustedNames.contains(address.hostName) { return true }
        return isLoopback ? address.isLoopback : !address.isPublicName
    }

    // MARK: Origin

    private func isOwn(_ origin: String, host: String) -> Bool {
        let origin = origin.lowercased()
        return origin == publicOrigin || origin == "http://" + host.lowercased()
            || origin == "https://" + host.lowercased()
    }

    /// The scheme and authority of a URL, which is what a browser sends as `Origin`.
    private static func origin(of url: String) -> String {
        let authority = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        return String(url[..<(url[authority...].firstIndex(of: "/") ?? url.endIndex)])
    }

    /// Whether a browser opens a page because somebody followed a link; a frame or a script is not a link.
    private func isLink(_ headers: HTTPHeaders, to access: ControlAccess) -> Bool {
        switch access {
        case .guarded: false
        case .page, .entry:
            headers.first(name: "Sec-Fetch-Mode") == "navigate" && headers.first(name: "Sec-Fetch-Dest") == "document"
        case .open: true
        }
    }
}
