package import Documents

/// A change of an organization's settings: nil keeps a field, a list replaces the old one, objects are merged.
package struct OrganizationPatch: Hashable, Sendable {
    /// A team in the settings; a team with the same id or name as an existing one keeps that team's id.
    package struct TeamDraft: Hashable, Sendable {
        /// The id; nil for the id of the existing team with that name, or for one derived from the name.
        package var id: String?
        /// The name that the organization gives the team.
        package var name: String

        /// A team with that name.
        package init(id: String? = nil, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A user in the settings; a user with an existing one's id, name or email address keeps that user's id.
    package struct UserDraft: Hashable, Sendable {
        /// The id; nil for the id of a matching existing user, or for one derived from name and email address.
        package var id: String?
        /// The name of the user.
        package var name: String?
        /// The email address of the user.
        package var email: String?

        /// A user with those fields.
        package init(id: String? = nil, name: String? = nil, email: String? = nil) {
            self.id = id
            self.name = name
            self.email = email
        }
    }

    /// An API key in the settings.
    package struct KeyDraft: Hashable, Sendable {
        /// The key as it is sent after `Bearer`.
        package var secret: String
        /// Whether the key is valid.
        package var status: APIKey.Status
        /// The name of the key; nil for `Default`.
        package var label: String?
        /// When the key expires; nil for never.
        package var expiresAt: Timestamp?

        /// A key with those fields; active and without an expiry by default.
        package init(
            secret: String,
            status: APIKey.Status = .active,
            label: String? = nil,
            expiresAt: Timestamp? = nil
        ) {
            self.secret = secret
            self.status = status
            self.label = label
            self.expiresAt = expiresAt
        }
    }

    /// The new name.
    package var name: String?
    /// The new plan.
    package var plan: Plan?
    /// The new status of the subscription.
    package var subscription: Subscription?
    /// The new teams, which replace all old ones.
    package var teams: [TeamDraft]?
    /// The new users, which replace all old ones.
    package var users: [UserDraft]?
    /// The new API keys, which replace all old ones.
    package var apiKeys: [KeyDraft]?
    /// Which rate limits apply; a figure switches enforcement on, unless the patch says otherwise.
    package var rateLimits = SettingsPatch<RateLimitSettings>()
    /// What replaces the quotas of the plan.
    package var limits = SettingsPatch<OrganizationLimits>()
    /// The values of switches.
    package var switches: [Switch: JSONValue] = [:]
    /// How setup links are completed.
    package var onboarding = SettingsPatch<OnboardingSettings>()
    /// How outbound messages progress.
    package var messages = SettingsPatch<MessageSettings>()
    /// Who decides on templates.
    package var templateReview = SettingsPatch<TemplateReviewSettings>()
    /// How long a request waits for an earlier one with its idempotency key.
    package var idempotency = SettingsPatch<IdempotencySettings>()
    /// How the MCP endpoint answers.
    package var mcp = SettingsPatch<MCPSettings>()

    /// A patch that changes nothing.
    package init() {}
}

extension Organization {
    /// Applies a patch; new teams, users and keys get ids that are derived from their names.
    package mutating func apply(_ patch: OrganizationPatch, ids: BaselineIdentifiers) {
        name = patch.name ?? name
        plan = patch.plan ?? plan
        subscription = patch.subscription ?? subscription
        if let drafts = patch.teams { teams = teams(from: drafts, ids: ids) }
        if let drafts = patch.users { users = users(from: drafts, ids: ids) }
        if let drafts = patch.apiKeys { apiKeys = drafts.map { key(from: $0, ids: ids) } }
        rateLimits = patch.rateLimits.withEnforcement.applied(to: rateLimits)
        limits = patch.limits.applied(to: limits)
        for (name, reading) in patch.switches { switches[name] = reading }
        onboarding = patch.onboarding.applied(to: onboarding)
        messages = patch.messages.applied(to: messages)
        templateReview = patch.templateReview.applied(to: templateReview)
        idempotency = patch.idempotency.applied(to: idempotency)
        mcp = patch.mcp.applied(to: mcp)
    }

    private func teams(from drafts: [OrganizationPatch.TeamDraft], ids: BaselineIdentifiers) -> [Team] {
        var taken = Set(drafts.compactMap { $0.id.map { Identifier<Team>($0) } })
        return drafts.map { draft in
            if let id = draft.id { return Team(id: Identifier(id), name: draft.name) }
            let present = teams.first { $0.name == draft.name && !taken.contains($0.id) }
            let id = present?.id ?? Self.free(draft.name, among: taken) { ids.team(named: $0) }
            taken.insert(id)
            return Team(id: id, name: draft.name)
        }
    }

    private func users(from drafts: [OrganizationPatch.UserDraft], ids: BaselineIdentifiers) -> [User] {
        var taken = Set(drafts.compactMap { $0.id.map { Identifier<User>($0) } })
        return drafts.map { draft in
            if let id = draft.id { return User(id: Identifier(id), name: draft.name, email: draft.email) }
            let open = users.filter { !taken.contains($0.id) }
            let present =
                open.first { $0.name == draft.name && $0.email == draft.email }
                ?? open.first { draft.name != nil && $0.name == draft.name }
                ?? open.first { draft.email != nil && $0.email == draft.email }
            let name = "\(draft.name ?? "")/\(draft.email ?? "")"
            let id = present?.id ?? Self.free(name, among: taken) { ids.object(named: $0) }
            taken.insert(id)
            return User(id: id, name: draft.name, email: draft.email)
        }
    }

    /// The id that is derived from a name, or the next such id that is not taken.
    private static func free<Kind>(
        _ name: String,
        among taken: Set<Identifier<Kind>>,
        making make: (String) -> Identifier<Kind>
    ) -> Identifier<Kind> {
        var id = make(name)
        var number = 1
        while taken.contains(id) {
            number += 1
            id = make("\(name)/\(number)")
        }
        return id
    }

    private func key(from draft: OrganizationPatch.KeyDraft, ids: BaselineIdentifiers) -> APIKey {
        APIKey(
            id: ids.object(named: draft.secret),
            secret: draft.secret,
            label: draft.label ?? "Default",
            status: draft.status,
            expiresAt: draft.expiresAt
        )
    }
}

extension OrganizationPatch {
    /// The one patch that does what this one and a later one do in turn.
    ///
    /// Settings that are given without a key are kept as one patch, however often they change.
    package func merged(with later: OrganizationPatch) -> OrganizationPatch {
        var merged = self
        merged.name = later.name ?? name
        merged.plan = later.plan ?? plan
        merged.subscription = later.subscription ?? subscription
        merged.teams = later.teams ?? teams
        merged.users = later.users ?? users
        merged.apiKeys = later.apiKeys ?? apiKeys
        merged.rateLimits = rateLimits.withEnforcement.merged(with: later.rateLimits.withEnforcement)
        merged.limits = limits.merged(with: later.limits)
        merged.switches = switches.merging(later.switches) { _, later in later }
        merged.onboarding = onboarding.merged(with: later.onboarding)
        merged.messages = messages.merged(with: later.messages)
        merged.templateReview = templateReview.merged(with: later.templateReview)
        merged.idempotency = idempotency.merged(with: later.idempotency)
        merged.mcp = mcp.merged(with: later.mcp)
        return merged
    }
}

extension SettingsPatch<RateLimitSettings> {
    /// The patch with enforcement switched on, if it sets a figure and does not mention enforcement.
    fileprivate var withEnforcement: SettingsPatch {
        var patch = self
        let figures = [patch.writePerMinute, patch.readPerMinute].compactMap { $0 ?? nil }
        if patch.enforce == nil, !figures.isEmpty { patch.enforce = true }
        return patch
    }
}
