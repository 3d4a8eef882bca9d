/// The pages of the platform to which the onboarding page leads.
package struct SetupLinkRedirects: Hashable, Sendable {
    /// Where a tenant goes who has connected a number.
    package var success: String?
    /// Where a tenant goes who has not.
    package var failure: String?

    /// Both, each may be absent.
    package init(success: String? = nil, failure: String? = nil) {
        self.success = success
        self.failure = failure
    }
}
