/// How an organization's setup links get completed when nobody opens them in a browser.
package struct OnboardingSettings: Hashable, Sendable {
    /// Who completes a link.
    package enum Mode: String, CaseIterable, Sendable {
        /// The tenant, on the onboarding page.
        case page
        /// The emulator, some time after the link was created.
        case automatic
        /// The emulator, when the customer has been read so many times.
        case polls
    }

    /// Who completes links.
    package var mode = Mode.page
    /// How long `automatic` waits, on the world's clock.
    package var after = TimeSpan.zero
    /// Which read `polls` completes a link with.
    package var polls = 3
    /// What comes of an onboarding that does not say so itself.
    package var outcome = OnboardingOutcome.success

    /// The onboarding page, and success.
    package init() {}
}
