/// A change of `OnboardingSettings`; a field that is nil keeps its value.
package struct OnboardingPatch: Hashable, Sendable {
    /// The new mode: who completes links.
    package var mode: OnboardingSettings.Mode?
    /// How long mode `automatic` waits after a link was created.
    package var after: TimeSpan?
    /// How many reads of the customer complete a link in mode `polls`.
    package var polls: Int?
    /// The outcome of a signup that does not choose one.
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
