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
            secret: String, status: APIKey.Status = .active, label: String? = nil, expiresAt: Timestamp? = nil
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
    /// What answers a reused idempotency key.
    package var idempotencyMismatch: Switches.IdempotencyMismatch?
    /// Whether a created setup link shows its token apart.
    package var setupLinkTokenField: Bool?

    /// A patch that changes nothing.
    package init() {}
}

extension Organization {
    /// Takes the settings over; new teams, users and keys get ids from their names.
    package mutating func apply(_ patch: OrganizationPatch, ids: BaselineIdentifiers) {
        name = patch.name ?? name
        plan = patch.plan ?? plan
        subscription = patch.subscription ?? subscription
        if let drafts = patch.teams { teams = drafts.map { team(from: $0, ids: ids) } }
        if let drafts = patch.users { users = drafts.map { user(from: $0, ids: ids) } }
        if let drafts = patch.apiKeys { apiKeys = drafts.map { key(from: $0, ids: ids) } }
        rateLimits.apply(patch)
        limits.connectedAccounts = patch.connectedAccounts.applied(to: limits.connectedAccounts)
        limits.messagesPerMonth = patch.messagesPerMonth.applied(to: limits.messagesPerMonth)
        switches.idempotencyMismatch = patch.idempotencyMismatch ?? switches.idempotencyMismatch
        switches.setupLinkTokenField = patch.setupLinkTokenField ?? switches.setupLinkTokenField
    }

    private func team(from draft: OrganizationPatch.TeamDraft, ids: BaselineIdentifiers) -> Team {
        let present =
            teams.first { $0.id.description == draft.id }
            ?? teams.first { draft.id == nil && $0.name == draft.name }
        let given = draft.id.map { Identifier<Team>($0) }
        return Team(id: present?.id ?? given ?? ids.team(named: draft.name), name: draft.name)
    }

    private func user(from draft: OrganizationPatch.UserDraft, ids: BaselineIdentifiers) -> User {
        let present = users.first { user in
            if let id = draft.id { return user.id.description == id }
            return user.name == draft.name && user.email == draft.email
        }
        let given = draft.id.map { Identifier<User>($0) }
        let named: Identifier<User> = ids.object(named: "\(draft.name ?? "")/\(draft.email ?? "")")
        return User(id: present?.id ?? given ?? named, name: draft.name, email: draft.email)
    }

    private func key(from draft: OrganizationPatch.KeyDraft, ids: BaselineIdentifiers) -> APIKey {
        APIKey(
            id: ids.object(named: draft.secret),
            secret: draft.secret,
            label: draft.label ?? "Default",
            status: draft.status,
            expiresAt: draft.expiresAt)
    }
}

extension RateLimitSettings {
    fileprivate mutating func apply(_ patch: OrganizationPatch) {
        writePerMinute = patch.writesPerMinute.applied(to: writePerMinute)
        readPerMinute = patch.readsPerMinute.applied(to: readPerMinute)
        let hasNewFigure =
            (writePerMinute != nil && patch.writesPerMinute != .keep)
            || (readPerMinute != nil && patch.readsPerMinute != .keep)
        enforce = patch.enforceRateLimits ?? (hasNewFigure ? true : enforce)
    }
}
