import OrderedCollections

extension Template.Status: StateCodable {}
extension Template.Category: StateCodable {}

extension Template: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Template(
            id: try coder.field("id", \.id),
            accountID: try coder.field("account_id", \.accountID),
            name: try coder.field("name", \.name),
            language: try coder.field("language", \.language),
            status: try coder.field("status", \.status),
            category: try coder.field("category", \.category),
            components: try coder.field("components", \.components),
            variables: try coder.field("variables", \.variables),
            stagedStatus: try coder.field("staged_status", \.stagedStatus),
            isKnown: try coder.field("is_known", \.isKnown),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}

extension TemplateReviewSettings.Mode: StateCodable {}
extension TemplateReviewSettings.Outcome: StateCodable {}

extension TemplateReviewSettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = TemplateReviewSettings()
        settings.mode = try coder.field("mode", \.mode)
        settings.after = try coder.field("after", \.after)
        settings.outcome = try coder.field("outcome", \.outcome)
        return settings
    }
}
