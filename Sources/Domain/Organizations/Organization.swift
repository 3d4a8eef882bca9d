/// The tenant of one API key: everything in a sandbox belongs to its organization.
package struct Organization: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "org_"

    /// The public id, the same for the life of the sandbox.
    package let id: Identifier<Organization>
    /// What `/me` and the onboarding page show.
    package var name: String
    /// What the organization has subscribed to.
    package var plan: Plan
    /// Whether it pays.
    package var subscription: Subscription
    /// In the order in which they were declared.
    package var teams: [Team]
    /// The people a conversation can be assigned to.
    package var users: [User]
    /// How many requests a minute, and whether anybody counts.
    package var rateLimits: RateLimitSettings
    /// What replaces the plan's quotas.
    package var limits: OrganizationLimits
    /// The keys that open this organization, oldest first.
    package var apiKeys: [APIKey]
    /// Which reading of the vendor's documentation holds where it contradicts itself.
    package var switches: Switches
    /// How setup links get completed without a browser.
    package var onboarding: OnboardingSettings
    /// How outbound messages go on after the call that sent them.
    package var messages: MessageSettings
    /// Who decides on templates.
    package var templateReview: TemplateReviewSettings

    /// An organization with the values that a scenario leaves out.
    package init(id: Identifier<Organization>, name: String, plan: Plan, teams: [Team]) {
        self.id = id
        self.name = name
        self.plan = plan
        self.teams = teams
        subscription = .active
        users = []
        rateLimits = RateLimitSettings()
        limits = OrganizationLimits()
        apiKeys = []
        switches = Switches()
        onboarding = OnboardingSettings()
        messages = MessageSettings()
        templateReview = TemplateReviewSettings()
    }

    /// Requests per minute that change something: the setting's figure, else the plan's.
    package var writesPerMinute: Int { rateLimits.writePerMinute ?? plan.writesPerMinute }

    /// How many WhatsApp accounts there may be: the setting's figure, else the plan's; nil for no limit.
    package var connectedAccountLimit: Int? { limits.connectedAccounts ?? plan.connectedAccounts }

    /// How many messages may be sent in a month: the setting's figure, else the plan's; nil for no limit.
    package var messagesPerMonthLimit: Int? { limits.messagesPerMonth ?? plan.messagesPerMonth }

    /// Requests per minute that only read: the setting's figure, else the plan's.
    package var readsPerMinute: Int { rateLimits.readPerMinute ?? plan.readsPerMinute }
}
