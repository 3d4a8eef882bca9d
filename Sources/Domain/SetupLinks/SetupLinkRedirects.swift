/// The platform's pages that the onboarding page sends the browser to.
package struct SetupLinkRedirects: Hashable, Sendable {
    /// The page after a number was connected.
    package var success: String?
    /// The page after a signup that failed.
    package var failure: String?

    /// The two pages; nil for no page.
    package init(success: String? = nil, failure: String? = nil) {
        self.success = success
        self.failure = failure
    }
}
