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
