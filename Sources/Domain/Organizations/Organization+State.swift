extension Plan: StateCodable {}
extension Subscription: StateCodable {}

extension Organization: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var organization = Organization(
            id: try coder.field("id", \.id),
            name: try coder.field("name", \.name),
            plan: try coder.field("plan", \.plan),
            teams: []
        )
        organization.subscription = try coder.field("subscription", \.subscription)
        organization.teams = try coder.field("teams", \.teams)
        organization.users = try coder.field("users", \.users)
        organization.rateLimits = try coder.field("rate_limits", \.rateLimits)
        organization.limits = try coder.field("limits", \.limits)
        organization.apiKeys = try coder.field("api_keys", \.apiKeys)
        organization.switches = try coder.field("switches", \.switches)
        organization.onboarding = try coder.field("onboarding", \.onboarding)
        organization.messages = try coder.field("messages", \.messages)
        organization.templateReview = try coder.field("template_review", \.templateReview)
        organization.idempotency = try coder.field("idempotency", \.idempotency)
        organization.mcp = try coder.field("mcp", \.mcp)
        return organization
    }
}

extension Team: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Team(id: try coder.field("id", \.id), name: try coder.field("name", \.name))
    }
}

extension User: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        User(
            id: try coder.field("id", \.id),
            name: try coder.field("name", \.name),
            email: try coder.field("email", \.email)
        )
    }
}

extension APIKey.Status: StateCodable {}

extension APIKey: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        APIKey(
            id: try coder.field("id", \.id),
            secret: try coder.field("secret", \.secret),
            label: try coder.field("label", \.label),
            status: try coder.field("declared_status", \.declaredStatus),
            expiresAt: try coder.field("expires_at", \.expiresAt)
        )
    }
}
