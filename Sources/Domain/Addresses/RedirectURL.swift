/// The rule for `success_redirect_url` and `failure_redirect_url`, the pages that follow a signup.
package enum RedirectURL {
    /// The maximum length of a URL, in characters.
    package static let maximumLength = 2048

    /// The problem of a URL that is not allowed; nil if it is allowed.
    package static func problem(with url: String) -> String? {
        guard url.unicodeScalars.count <= maximumLength else {
            return "must be at most \(maximumLength) characters long"
        }
        guard let address = URLAddress(url) else { return "must be an absolute https URL" }
        guard !address.hasUserInfo else { return "must not contain user info" }
        guard !url.contains("#") else { return "must not contain a fragment" }
        switch address.scheme {
        case "https": return nil
        case "http": return isLocal(address.host) ? nil : "must use https; http is for localhost alone"
        default: return "must be an absolute https URL"
        }
    }

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "127.0.0.1" || host.hasSuffix(".localhost")
    }
}
