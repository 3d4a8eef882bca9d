/// Who completes the setup links of an organization, and with which outcome.
package struct OnboardingSettings: Hashable, Sendable {
    /// Who completes a link.
    package enum Mode: String, CaseIterable, Sendable {
        /// The tenant, on the onboarding page.
        case page
        /// The emulator, some time after the link was created.
        case automatic
        /// The emulator, when the customer has been read `polls` times.
        case polls
    }

    /// The mode: who completes links.
    package var mode = Mode.page
    /// How long mode `automatic` waits after a link was created, on the world's clock.
    package var after = TimeSpan.zero
    /// How many reads of the customer complete a link in mode `polls`.
    package var polls = 3
    /// The outcome of a signup that does not choose one.
    package var outcome = OnboardingOutcome.success

    /// The defaults: mode `page` and outcome `success`.
    package init() {}
}
