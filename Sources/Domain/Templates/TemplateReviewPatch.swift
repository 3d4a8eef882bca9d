/// A change of `TemplateReviewSettings`; a field that is nil keeps its value.
package struct TemplateReviewPatch: Hashable, Sendable {
    /// The new mode: who reviews templates.
    package var mode: TemplateReviewSettings.Mode?
    /// How long mode `automatic` waits after a template was created.
    package var after: TimeSpan?
    /// What mode `automatic` decides.
    package var outcome: TemplateReviewSettings.Outcome?

    /// A patch that changes nothing.
    package init() {}

    func applied(to settings: TemplateReviewSettings) -> TemplateReviewSettings {
        var changed = settings
        changed.mode = mode ?? settings.mode
        changed.after = after ?? settings.after
        changed.outcome = outcome ?? settings.outcome
        return changed
    }

    func merged(with later: TemplateReviewPatch) -> TemplateReviewPatch {
        var merged = self
        merged.mode = later.mode ?? mode
        merged.after = later.after ?? after
        merged.outcome = later.outcome ?? outcome
        return merged
    }
}
