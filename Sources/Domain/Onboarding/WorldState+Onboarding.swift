extension WorldState {
    /// Whether the token of a link is from this world.
    package func hasSetupLink(token: String) -> Bool { setupLinksByToken[token] != nil }

    /// The link of a token and its customer, whatever their states.
    package func setupLink(token: String) throws(DomainError) -> (link: SetupLink, customer: Customer) {
        guard let id = setupLinksByToken[token], let link = setupLinks[id], let customer = customers[link.customer]
        else {
            throw .notFound(resource: "setup link", id: token)
        }
        return (link, customer)
    }

    /// Refuses a link that cannot be used, with the first of the reasons revoked, consumed and expired.
    package func requireUsable(_ link: SetupLink, of customer: Customer, at now: Timestamp) throws(DomainError) {
        let status = link.status(at: now)
        if customer.status == .archived || status == .revoked { throw .linkRevoked }
        switch status {
        case .consumed: throw .linkConsumed
        case .expired: throw .linkExpired(redirectURL: link.failureRedirect(customer: customer, reason: "link_expired"))
        case .revoked, .active: return
        }
    }

    // MARK: The page

    /// Opens a signup: the page gets a nonce, and nothing else changes (resolveOnboarding).
    package mutating func resolveOnboarding(
        token: String,
        at now: Timestamp
    ) throws(DomainError) -> OnboardingInvitation {
        let (link, customer) = try setupLink(token: token)
        try requireUsable(link, of: customer, at: now)
        let nonce = OnboardingNonce(
            text: generator.nonce(),
            link: link.id,
            offer: generator.grant(name: customer.name),
            expiresAt: now.adding(OnboardingNonce.lifetime)
        )
        nonces.insert(nonce, at: now)
        return OnboardingInvitation(link: link, customer: customer, nonce: nonce.text, offer: nonce.offer)
    }

    /// Ends a signup (completeOnboarding); the nonce is spent whatever comes of it.
    package mutating func completeOnboarding(
        token: String,
        nonce text: String,
        _ choice: OnboardingChoice,
        at now: Timestamp
    ) throws(DomainError) -> OnboardingResult {
        let (link, customer) = try setupLink(token: token)
        try requireUsable(link, of: customer, at: now)
        guard let nonce = nonces.spend(text, for: link.id, at: now) else { throw .invalidNonce }
        return carryOut(choice, offer: nonce.offer, for: link, of: customer, at: now)
    }

    // MARK: Without a page

    /// Ends a signup that nobody opened in a browser.
    package mutating func simulateOnboarding(
        of link: SetupLink,
        _ choice: OnboardingChoice,
        at now: Timestamp
    ) throws(DomainError) -> OnboardingResult {
        let (link, customer) = try setupLink(token: link.token)
        try requireUsable(link, of: customer, at: now)
        return carryOut(choice, offer: generator.grant(name: customer.name), for: link, of: customer, at: now)
    }

    /// The newest link of a customer that can be used.
    package func newestActiveLink(of customer: Customer, at now: Timestamp) -> SetupLink? {
        setupLinks.newestFirst(in: customer.id).first { $0.status(at: now) == .active }
    }

    /// Counts a read of a customer; with `onboarding: {mode: polls}` one of them completes each active link.
    package mutating func countPoll(of customer: Customer, at now: Timestamp) {
        guard organization.onboarding.mode == .polls else { return }
        let active = setupLinks.newestFirst(in: customer.id).filter { $0.status(at: now) == .active }
        for var link in active.reversed() {
            link.polls += 1
            setupLinks.replace(link)
            if link.polls >= organization.onboarding.polls { _ = completeByItself(link.id, at: now) }
        }
    }

    /// Completes a link as the settings say; nil if it cannot be used any more.
    mutating func completeByItself(_ id: Identifier<SetupLink>, at now: Timestamp) -> OnboardingResult? {
        guard let link = setupLinks[id] else { return nil }
        return try? simulateOnboarding(of: link, OnboardingChoice(), at: now)
    }

    // MARK: Effects

    /// Of a chosen failure and one that follows from the state, the earlier step is the one that fails.
    private mutating func carryOut(
        _ choice: OnboardingChoice,
        offer: OnboardingGrant,
        for link: SetupLink,
        of customer: Customer,
        at now: Timestamp
    ) -> OnboardingResult {
        let grant = choice.applied(to: offer)
        var failures: [OnboardingFailure] = []
        if case .failure(let chosen) = choice.outcome ?? organization.onboarding.outcome { failures.append(chosen) }
        if let limit = organization.connectedAccountLimit, accounts.count >= limit {
            failures.append(.accountLimitReached)
        }
        if accounts[phoneNumberID: grant.phoneNumberID] != nil { failures.append(.alreadyOnboarded) }
        if let first = failures.min() {
            return OnboardingResult(outcome: .failure(first), customer: customer, link: link, account: nil)
        }
        return connect(grant, to: customer, through: link, at: now)
    }

    /// One step with one timestamp: the account, the link, the customer, then the three events.
    private mutating func connect(
        _ grant: OnboardingGrant,
        to customer: Customer,
        through link: SetupLink,
        at now: Timestamp
    ) -> OnboardingResult {
        let account = WhatsAppAccount(
            phoneNumberID: grant.phoneNumberID,
            phoneNumber: grant.phoneNumber,
            name: grant.name,
            status: .connected,
            customerID: customer.id,
            onboardedAt: now
        )
        accounts.append(account)
        var consumed = link
        consumed.consumedAt = now
        setupLinks.replace(consumed)
        var owner = customer
        if owner.status == .pending {
            owner.status = .active
            owner.updatedAt = now
            customers.replace(owner)
        }
        emit(.setupLinkConsumed(consumed, owner), at: now)
        emit(.customerOnboarded(owner, account), at: now)
        emit(.accountConnected(account), at: now)
        return OnboardingResult(outcome: .success, customer: owner, link: consumed, account: account)
    }
}
