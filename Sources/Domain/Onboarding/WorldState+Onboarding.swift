extension WorldState {
    /// Whether a setup link of this world has that token.
    package func hasSetupLink(token: String) -> Bool { setupLinksByToken[token] != nil }

    /// The link with that token and its customer, whatever their states; throws `notFound` for an unknown token.
    package func setupLink(token: String) throws(DomainError) -> (link: SetupLink, customer: Customer) {
        guard let id = setupLinksByToken[token], let link = setupLinks[id], let customer = customers[link.customer]
        else {
            throw .notFound(resource: "setup link", id: token)
        }
        return (link, customer)
    }

    /// Throws why a link cannot be used: revoked (or customer archived), consumed or expired, checked in this order.
    package func requireUsable(_ link: SetupLink, of customer: Customer, at now: Timestamp) throws(DomainError) {
        let status = link.status(at: now)
        if customer.status == .archived || status == .revoked { throw .linkRevoked }
        switch status {
        case .consumed: throw .linkConsumed
        case .expired: throw .linkExpired(redirectURL: link.failureRedirect(customer: customer, reason: "link_expired"))
        case .revoked, .active: return
        }
    }

    // MARK: Signups on the onboarding page

    /// Starts a signup by creating a nonce for the link; no other state changes (resolveOnboarding).
    package mutating func resolveOnboarding(
        token: String,
        at now: Timestamp
    ) throws(DomainError) -> OnboardingInvitation {
        let (link, customer) = try setupLink(token: token)
        try requireUsable(link, of: customer, at: now)
        let nonce = OnboardingNonce(
            text: generator.nonce(),
            link: link.id,
            offer: offer(to: customer),
            expiresAt: now.adding(OnboardingNonce.lifetime)
        )
        nonces.insert(nonce, at: now)
        return OnboardingInvitation(link: link, customer: customer, nonce: nonce.text, offer: nonce.offer)
    }

    /// Completes a signup (completeOnboarding); the nonce is spent even if the signup fails.
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

    // MARK: Signups without a browser

    /// Completes a signup without the onboarding page, and so without a nonce.
    package mutating func simulateOnboarding(
        of link: SetupLink,
        _ choice: OnboardingChoice,
        at now: Timestamp
    ) throws(DomainError) -> OnboardingResult {
        let (link, customer) = try setupLink(token: link.token)
        try requireUsable(link, of: customer, at: now)
        return carryOut(choice, offer: offer(to: customer), for: link, of: customer, at: now)
    }

    /// A new number for a customer to connect.
    private mutating func offer(to customer: Customer) -> OnboardingGrant {
        let (number, id) = generator.phoneNumber()
        return OnboardingGrant(phoneNumber: number, phoneNumberID: id, name: customer.name)
    }

    /// The newest active link of a customer.
    package func newestActiveLink(of customer: Customer, at now: Timestamp) -> SetupLink? {
        setupLinks.newestFirst(in: customer.id).first { $0.status(at: now) == .active }
    }

    /// Counts a read of a customer; in onboarding mode `polls`, enough reads complete its active links.
    package mutating func countPoll(of customer: Customer, at now: Timestamp) {
        guard organization.onboarding.mode == .polls else { return }
        let active = setupLinks.newestFirst(in: customer.id).filter { $0.status(at: now) == .active }
        for var link in active.reversed() {
            link.polls += 1
            setupLinks.replace(link)
            if link.polls >= organization.onboarding.polls { _ = completeByItself(link.id, at: now) }
        }
    }

    /// Completes a link with the outcome in the settings; nil if the link cannot be used any more.
    mutating func completeByItself(_ id: Identifier<SetupLink>, at now: Timestamp) -> OnboardingResult? {
        guard let link = setupLinks[id] else { return nil }
        return try? simulateOnboarding(of: link, OnboardingChoice(), at: now)
    }

    // MARK: The outcome

    /// Completes or fails a signup; of a chosen failure and one that the state causes, the earlier step is reported.
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

    /// Adds the account, consumes the link, activates a pending customer, and emits the three events.
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
        emit(.setupLinkConsumed(SetupLinkOfCustomer(setupLink: consumed, customer: owner)), at: now)
        emit(.customerOnboarded(OnboardedCustomer(customer: owner, account: account)), at: now)
        emit(.accountConnected(account), at: now)
        return OnboardingResult(outcome: .success, customer: owner, link: consumed, account: account)
    }
}
