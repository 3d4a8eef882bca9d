/// Who decides on an organization's templates.
package struct TemplateReviewSettings: Hashable, Sendable {
    /// Who decides.
    package enum Mode: String, CaseIterable, Sendable {
        /// Nobody but the test.
        case manual
        /// The emulator, some time after a template was created.
        case automatic
    }

    /// What `automatic` decides.
    package enum Outcome: String, CaseIterable, Sendable {
        case approved, rejected

        /// The status that follows.
        var status: Template.Status {
            switch self {
            case .approved: .approved
            case .rejected: .rejected
            }
        }
    }

    /// Who decides.
    package var mode = Mode.manual
    /// How long `automatic` waits, on the world's clock.
    package var after = TimeSpan.seconds(5)
    /// What `automatic` decides.
    package var outcome = Outcome.approved

    /// Templates wait until a test decides.
    package init() {}
}

/// A change of those settings; what is nil stays.
package struct TemplateReviewPatch: Hashable, Sendable {
    /// Who decides from now on.
    package var mode: TemplateReviewSettings.Mode?
    /// How long `automatic` waits.
    package var after: TimeSpan?
    /// What `automatic` decides.
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
