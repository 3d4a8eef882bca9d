/// A change of `OnboardingSettings`; what is nil stays.
package struct OnboardingPatch: Hashable, Sendable {
    /// Who completes links from now on.
    package var mode: OnboardingSettings.Mode?
    /// How long `automatic` waits.
    package var after: TimeSpan?
    /// Which read `polls` completes a link with.
    package var polls: Int?
    /// What comes of an onboarding that does not say so itself.
    package var outcome: OnboardingOutcome?

    /// A patch that changes nothing.
    package init() {}

    func applied(to settings: OnboardingSettings) -> OnboardingSettings {
        var changed = settings
        changed.mode = mode ?? settings.mode
        changed.after = after ?? settings.after
        changed.polls = polls ?? settings.polls
        changed.outcome = outcome ?? settings.outcome
        return changed
    }

    func merged(with later: OnboardingPatch) -> OnboardingPatch {
        var merged = self
        merged.mode = later.mode ?? mode
        merged.after = later.after ?? after
        merged.polls = later.polls ?? polls
        merged.outcome = later.outcome ?? outcome
        return merged
    }
}
