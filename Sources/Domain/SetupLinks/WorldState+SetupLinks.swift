extension WorldState {
    /// The maximum number of links that listSetupLinks shows.
    package static let setupLinkListLength = 50

    /// The link with that id; throws `notFound` unless it belongs to that customer.
    package func setupLink(_ id: String, of customer: Customer) throws(DomainError) -> SetupLink {
        guard let link = setupLinks[Identifier(id)], link.customer == customer.id else {
            throw .notFound(resource: "setup link", id: id)
        }
        return link
    }

    /// The newest `setupLinkListLength` links of a customer, newest first; with a status, only links in that status.
    package func setupLinks(of customer: Customer, status: SetupLink.Status?, at now: Timestamp) -> [SetupLink] {
        var links: [SetupLink] = []
        for link in setupLinks.newestFirst(in: customer.id) where status == nil || link.status(at: now) == status {
            links.append(link)
            if links.count == Self.setupLinkListLength { break }
        }
        return links
    }

    /// Creates a link with a new token and emits customer.setup_link.created (createSetupLink).
    package mutating func createSetupLink(
        _ draft: SetupLinkDraft,
        for customer: Customer,
        at now: Timestamp
    ) throws(DomainError) -> SetupLink {
        guard customer.status != .archived else { throw customer.conflict }
        let link = SetupLink(
            id: generator.object(),
            customer: customer.id,
            customerInternalID: customer.internalID,
            token: generator.setupLinkToken(),
            expiresAt: now.adding(hours: draft.hours),
            createdAt: now,
            redirects: draft.redirects
        )
        setupLinks.insert(link)
        setupLinksByToken[link.token] = link.id
        emit(.setupLinkCreated(SetupLinkOfCustomer(setupLink: link, customer: customer)), at: now)
        setTimers(of: link, at: now)
        return link
    }

    /// Sets the timers of a new active link: its expiry, and its completion in onboarding mode `automatic`.
    mutating func setTimers(of link: SetupLink, at now: Timestamp) {
        timers.set(.setupLinkExpiry(link.id), due: link.expiresAt)
        guard organization.onboarding.mode == .automatic else { return }
        timers.set(.onboarding(link.id), due: now.adding(organization.onboarding.after))
    }

    /// Changes the redirect URLs of an active link without an event (updateSetupLink).
    package mutating func updateSetupLink(
        _ link: SetupLink,
        with patch: SetupLinkPatch,
        at now: Timestamp
    ) throws(DomainError) -> SetupLink {
        try requireActive(link, at: now)
        var changed = link
        changed.redirects.success = patch.success.applied(to: link.redirects.success)
        changed.redirects.failure = patch.failure.applied(to: link.redirects.failure)
        setupLinks.replace(changed)
        return changed
    }

    /// Revokes an active link without an event (revokeSetupLink).
    package mutating func revokeSetupLink(_ link: SetupLink, at now: Timestamp) throws(DomainError) -> SetupLink {
        try requireActive(link, at: now)
        var revoked = link
        revoked.isRevoked = true
        setupLinks.replace(revoked)
        note(.setupLinkRevoked(link.id), of: link.customer, at: now)
        return revoked
    }

    private func requireActive(_ link: SetupLink, at now: Timestamp) throws(DomainError) {
        let status = link.status(at: now)
        guard status == .active else { throw .conflict(what: "The setup link", state: status.rawValue) }
    }
}
