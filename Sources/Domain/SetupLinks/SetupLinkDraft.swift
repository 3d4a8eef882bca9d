/// The input of createSetupLink.
package struct SetupLinkDraft: Hashable, Sendable {
    /// How many hours the link works, from 1 to 720.
    package var hours: Int
    /// The platform's pages that the browser is sent to after the signup.
    package var redirects: SetupLinkRedirects

    /// A draft with those fields; the link works for a week by default.
    package init(hours: Int = 168, redirects: SetupLinkRedirects = SetupLinkRedirects()) {
        self.hours = hours
        self.redirects = redirects
    }
}
