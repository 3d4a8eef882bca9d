extension OrganizationPatch {
    /// The patch that has the effect of this patch followed by a later one.
    ///
    /// Settings for all sandboxes are kept as one patch, however often they change.
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

    /// Whether the patch turns enforcement on or off, explicitly or by a rate; nil keeps it.
    var enforcement: Bool? {
        enforceRateLimits ?? (hasFigure ? true : nil)
    }

    /// Whether the patch sets a rate other than the plan's, which turns enforcement on.
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
    /// The change that has the effect of this change followed by a later one.
    fileprivate func followed(by later: FieldChange) -> FieldChange {
        switch later {
        case .keep: self
        case .set: later
        }
    }
}
