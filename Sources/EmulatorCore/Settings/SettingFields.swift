package import Domain

extension RateLimitSettings {
    /// The member `rate_limits`.
    package static let fields: [SettingField<Self>] = [
        SettingField("enforce", \.enforce),
        SettingField("write_per_minute", \.writePerMinute),
        SettingField("read_per_minute", \.readPerMinute),
    ]
}

extension OrganizationLimits {
    /// The member `limits`.
    package static let fields: [SettingField<Self>] = [
        SettingField("connected_accounts", \.connectedAccounts),
        SettingField("messages_per_month", \.messagesPerMonth),
    ]
}

extension OnboardingSettings {
    /// The member `onboarding`.
    package static let fields: [SettingField<Self>] = [
        SettingField("mode", \.mode),
        SettingField("after", \.after),
        SettingField("polls", \.polls),
        SettingField("outcome", \.outcome),
    ]
}

extension MessageSettings {
    /// The member `messages`, apart from `progression`.
    package static let fields: [SettingField<Self>] = [
        SettingField("magic_recipients", \.magicRecipients)
    ]
    /// The member `progression` where it is an object, which stands for the mode `timed`.
    package static let progressionFields: [SettingField<Self>] = [
        SettingField("sent", \.sent),
        SettingField("delivered", \.delivered),
    ]
}

extension TemplateReviewSettings {
    /// The member `template_review`.
    package static let fields: [SettingField<Self>] = [
        SettingField("mode", \.mode),
        SettingField("after", \.after),
        SettingField("outcome", \.outcome),
    ]
}

extension IdempotencySettings {
    /// The member `idempotency`.
    package static let fields: [SettingField<Self>] = [
        SettingField("wait", \.wait)
    ]
}

extension MCPSettings {
    /// The member `mcp`.
    package static let fields: [SettingField<Self>] = [
        SettingField("revisions", \.revisions)
    ]
}
