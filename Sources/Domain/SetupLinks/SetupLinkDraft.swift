/// What createSetupLink asks for.
package struct SetupLinkDraft: Hashable, Sendable {
    /// How long the link works, 1 to 720.
    package var hours: Int
    /// Where the browser goes afterwards.
    package var redirects: SetupLinkRedirects

    /// A draft with those fields; a week is the default.
    package init(hours: Int = 168, redirects: SetupLinkRedirects = SetupLinkRedirects()) {
        self.hours = hours
        self.redirects = redirects
    }
}
