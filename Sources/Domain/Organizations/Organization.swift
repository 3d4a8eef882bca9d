/// The organization of a sandbox, which owns all objects in its world, with its settings.
package struct Organization: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "org_"

    /// The public id, which stays the same as long as the sandbox exists.
    package let id: Identifier<Organization>
    /// The name that `/me` and the onboarding page show.
    package var name: String
    /// The plan, which decides quotas and rate limits.
    package var plan: Plan
    /// Whether the plan is paid.
    package var subscription: Subscription
    /// The teams in the order of the settings.
    package var teams: [Team]
    /// The users, to whom conversations can be assigned.
    package var users: [User]
    /// The requests per minute, and whether they are enforced.
    package var rateLimits: RateLimitSettings
    /// The quotas that replace the plan's.
    package var limits: OrganizationLimits
    /// The API keys of the organization, oldest first.
    package var apiKeys: [APIKey]
    /// The chosen readings of the vendor's documentation where it contradicts itself.
    package var switches: Switches
    /// Who completes setup links, and with which outcome.
    package var onboarding: OnboardingSettings
    /// When the status of outbound messages changes.
    package var messages: MessageSettings
    /// Who reviews templates, and with which outcome.
    package var templateReview: TemplateReviewSettings
    /// How long a request waits for an earlier one with its idempotency key.
    package var idempotency: IdempotencySettings
    /// How the MCP endpoint answers.
    package var mcp: MCPSettings

    /// An organization with the default settings.
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
        idempotency = IdempotencySettings()
        mcp = MCPSettings()
    }

    /// The writes per minute: from the settings, else from the plan.
    package var writesPerMinute: Int { rateLimits.writePerMinute ?? plan.writesPerMinute }

    /// The maximum number of WhatsApp accounts: from the settings, else from the plan; nil for no limit.
    package var connectedAccountLimit: Int? { limits.connectedAccounts ?? plan.connectedAccounts }

    /// The maximum number of messages in a month: from the settings, else from the plan; nil for no limit.
    package var messagesPerMonthLimit: Int? { limits.messagesPerMonth ?? plan.messagesPerMonth }

    /// The reads per minute: from the settings, else from the plan.
    package var readsPerMinute: Int { rateLimits.readPerMinute ?? plan.readsPerMinute }
}
