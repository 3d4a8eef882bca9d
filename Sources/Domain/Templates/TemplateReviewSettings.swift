/// Who reviews the templates of an organization, and with which outcome.
package struct TemplateReviewSettings: Hashable, Sendable {
    /// Who reviews a template.
    package enum Mode: String, CaseIterable, Sendable {
        /// The test, through the control API.
        case manual
        /// The emulator, some time after a template was created.
        case automatic
    }

    /// The decision of mode `automatic`.
    package enum Outcome: String, CaseIterable, Sendable {
        case approved, rejected

        /// The status of the template after the decision.
        var status: Template.Status {
            switch self {
            case .approved: .approved
            case .rejected: .rejected
            }
        }
    }

    /// The mode: who reviews templates.
    package var mode = Mode.manual
    /// How long mode `automatic` waits after a template was created, on the world's clock.
    package var after = TimeSpan.seconds(5)
    /// What mode `automatic` decides.
    package var outcome = Outcome.approved

    /// The defaults: mode `manual`, so that templates are pending until a test decides.
    package init() {}
}
