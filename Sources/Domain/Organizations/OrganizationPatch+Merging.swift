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
        merged.enforceRateLimits = later.enforcement ?? enforcement
        merged.writesPerMinute = writesPerMinute.followed(by: later.writesPerMinute)
        merged.readsPerMinute = readsPerMinute.followed(by: later.readsPerMinute)
        merged.connectedAccounts = connectedAccounts.followed(by: later.connectedAccounts)
        merged.messagesPerMonth = messagesPerMonth.followed(by: later.messagesPerMonth)
        merged.switches = switches.merging(later.switches) { _, later in later }
        merged.onboarding = onboarding.merged(with: later.onboarding)
        merged.messages = messages.merged(with: later.messages)
        merged.templateReview = templateReview.merged(with: later.templateReview)
        return merged
    }

    /// Whether the patch switches enforcement on or off, by word or by a figure; nil leaves it.
    var enforcement: Bool? {
        enforceRateLimits ?? (hasFigure ? true : nil)
    }

    /// Whether a rate is given that is not the plan's, which switches enforcement on.
    private var hasFigure: Bool {
        [writesPerMinute, readsPerMinute].contains { change in
            switch change {
            case .keep, .set(nil): false
            case .set: true
            }
        }
    }
}

extension FieldChange {
    /// The change that this one and a later one make together.
    fileprivate func followed(by later: FieldChange) -> FieldChange {
        switch later {
        case .keep: self
        case .set: later
        }
    }
}
