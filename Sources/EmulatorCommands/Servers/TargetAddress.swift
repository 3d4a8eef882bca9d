import Domain

/// An absolute URL, split into the server and the place on it.
struct TargetAddress {
    /// Scheme, host and port, such as `http://localhost:8080`.
    let origin: String
    /// The path and query, at least `/`.
    let path: String

    /// Splits an http or https URL, from which a fragment is dropped; nil for any other text.
    init?(_ url: String) {
        guard WebhookURL.isAllowed(url, http: .any), let start = url.firstRange(of: "://")?.upperBound else {
            return nil
        }
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        origin = String(url[..<end])
        let rest = url[end...].prefix { $0 != "#" }
        path = rest.hasPrefix("/") ? String(rest) : "/" + rest
    }

    /// The host and the port, if the URL has one.
    var host: String {
        let start = origin.lastIndex(of: "@").map(origin.index(after:)) ?? origin.firstRange(of: "://")?.upperBound
        return String(origin[(start ?? origin.startIndex)...])
    }

    /// The address in the option `--target`.
    init(target url: String) throws(CommandError) {
        guard let address = TargetAddress(url) else {
            throw .setting("--target must be an absolute http or https URL, not \(url)")
        }
        self = address
    }
}
