/// The rules for the pages that an onboarding leads to (contract: `success_redirect_url`, `failure_redirect_url`).
package enum RedirectURL {
    /// The longest URL that is accepted.
    package static let maximumLength = 2048

    /// Says what is wrong with a URL, nil if it can be used.
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
