package import Documents

/// A change of an organization's settings: fields that are nil stay, lists replace, objects merge.
package struct OrganizationPatch: Hashable, Sendable {
    /// A team as a setting names it; one with the id or the name of a present team keeps that team's id.
    package struct TeamDraft: Hashable, Sendable {
        /// The id to keep, if it is known.
        package var id: String?
        /// What people call it.
        package var name: String

        /// A team with that name.
        package init(id: String? = nil, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A user as a setting names it; one with the id, name or address of a present user keeps that user's id.
    package struct UserDraft: Hashable, Sendable {
        /// The id to keep, if it is known.
        package var id: String?
        /// The person's name.
        package var name: String?
        /// The person's address.
        package var email: String?

        /// A user with those details.
        package init(id: String? = nil, name: String? = nil, email: String? = nil) {
            self.id = id
            self.name = name
            self.email = email
        }
    }

    /// A key as a setting names it.
    package struct KeyDraft: Hashable, Sendable {
        /// The key itself.
        package var secret: String
        /// What it is good for.
        package var status: APIKey.Status
        /// What people call it.
        package var label: String?
        /// When it stops to work.
        package var expiresAt: Timestamp?

        /// A key with those details.
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
    /// The new state of the subscription.
    package var subscription: Subscription?
    /// All teams from now on.
    package var teams: [TeamDraft]?
    /// All users from now on.
    package var users: [UserDraft]?
    /// All keys from now on.
    package var apiKeys: [KeyDraft]?
    /// Whether rate limits are enforced.
    package var enforceRateLimits: Bool?
    /// Writes a minute, nil inside for the plan's figure; a figure switches enforcement on.
    package var writesPerMinute: FieldChange<Int?> = .keep
    /// Reads a minute, nil inside for the plan's figure; a figure switches enforcement on.
    package var readsPerMinute: FieldChange<Int?> = .keep
    /// The new account quota, nil inside for the plan's.
    package var connectedAccounts: FieldChange<Int?> = .keep
    /// The new message quota, nil inside for the plan's.
    package var messagesPerMonth: FieldChange<Int?> = .keep
    /// The readings to choose.
    package var switches: [Switch: JSONValue] = [:]
    /// How setup links get completed.
    package var onboarding = OnboardingPatch()
    /// How outbound messages go on.
    package var messages = MessagesPatch()
    /// Who decides on templates.
    package var templateReview = TemplateReviewPatch()

    /// A patch that changes nothing.
    package init() {}
}

extension Organization {
    /// Takes the settings over; new teams, users and keys get ids from their names.
    package mutating func apply(_ patch: OrganizationPatch, ids: BaselineIdentifiers) {
        name = patch.name ?? name
        plan = patch.plan ?? plan
        subscription = patch.subscription ?? subscription
        if let drafts = patch.teams { teams = teams(from: drafts, ids: ids) }
        if let drafts = patch.users { users = users(from: drafts, ids: ids) }
        if let drafts = patch.apiKeys { apiKeys = drafts.map { key(from: $0, ids: ids) } }
        rateLimits.apply(patch)
        limits.connectedAccounts = patch.connectedAccounts.applied(to: limits.connectedAccounts)
        limits.messagesPerMonth = patch.messagesPerMonth.applied(to: limits.messagesPerMonth)
        for (name, reading) in patch.switches { switches[name] = reading }
        onboarding = patch.onboarding.applied(to: onboarding)
        messages = patch.messages.applied(to: messages)
        templateReview = patch.templateReview.applied(to: templateReview)
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

    /// The id that belongs to a name, or the next one that nobody in the same list has.
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

extension RateLimitSettings {
    fileprivate mutating func apply(_ patch: OrganizationPatch) {
        writePerMinute = patch.writesPerMinute.applied(to: writePerMinute)
        readPerMinute = patch.readsPerMinute.applied(to: readPerMinute)
        enforce = patch.enforcement ?? enforce
    }
}
