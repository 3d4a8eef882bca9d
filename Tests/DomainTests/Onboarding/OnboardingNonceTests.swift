import Testing

@testable import Domain

struct OnboardingNonceTests {
    @Test func `resolving a link gives a nonce and an offer and changes nothing`() throws {
        var world = try OnboardingWorld()
        let before = OnboardingTrace(world)
        let invitation = try world.resolve()
        #expect(OnboardingTrace(world) == before)
        #expect(invitation.link == world.link)
        #expect(invitation.customer == world.customer)
        #expect(invitation.nonce.utf8.count == 32)
        #expect(invitation.offer.name == world.customer.name)
        #expect(invitation.offer.phoneNumberID.utf8.count == 15)
        #expect(OnboardingChoice.isPhoneNumberID(invitation.offer.phoneNumberID))
        #expect(invitation.offer.phoneNumber.wholeMatch(of: /\+62 8\d\d-\d{4}-\d{4}/) != nil)
    }

    @Test func `each resolve gives a different nonce and a different phone number`() throws {
        var world = try OnboardingWorld()
        let invitations = try (0..<50).map { _ in try world.resolve() }
        #expect(Set(invitations.map(\.nonce)).count == 50)
        #expect(Set(invitations.map(\.offer.phoneNumberID)).count == 50)
        #expect(Set(invitations.map(\.offer.phoneNumber)).count == 50)
    }

    @Test(arguments: [(0, true), (599_999, true), (600_000, false), (3_599_999, false)] as [(Int64, Bool)])
    func `a nonce is valid for ten minutes`(milliseconds: Int64, isGood: Bool) throws {
        var world = try OnboardingWorld()
        let nonce = try world.resolve().nonce
        world.now = .start.adding(milliseconds: milliseconds)
        let before = OnboardingTrace(world)
        if isGood {
            #expect(try world.complete(nonce: nonce).outcome == .success)
        } else {
            #expect(throws: DomainError.invalidNonce) { try world.complete(nonce: nonce) }
            #expect(OnboardingTrace(world) == before)
        }
    }

    @Test func `a nonce is valid once, even if the signup fails`() throws {
        var world = try OnboardingWorld()
        let nonce = try world.resolve().nonce
        let failure = OnboardingChoice(outcome: .failure(.signupCancelled))
        #expect(try world.complete(nonce: nonce, failure).outcome == .failure(.signupCancelled))
        #expect(throws: DomainError.invalidNonce) { try world.complete(nonce: nonce) }
        #expect(try world.onboard().outcome == .success)
    }

    @Test func `several nonces of one link are valid at the same time`() throws {
        var world = try OnboardingWorld()
        let nonces = try (0..<3).map { _ in try world.resolve().nonce }
        let failure = OnboardingChoice(outcome: .failure(.noWABAFound))
        #expect(try world.complete(nonce: nonces[2], failure).account == nil)
        #expect(try world.complete(nonce: nonces[0], failure).account == nil)
        #expect(try world.complete(nonce: nonces[1]).outcome == .success)
    }

    @Test func `a nonce is refused for another link and stays valid for its own`() throws {
        var world = try OnboardingWorld()
        let other = try world.addLink()
        let nonce = try world.resolve().nonce
        #expect(throws: DomainError.invalidNonce) { try world.complete(nonce: nonce, link: other) }
        #expect(try world.complete(nonce: nonce).outcome == .success)
    }

    @Test(arguments: ["", "unknown", "lMXjuws0VkXRIjRAGJ99bHa7O27S0kaP"])
    func `a nonce that was never issued is refused`(nonce: String) throws {
        var world = try OnboardingWorld()
        _ = try world.resolve()
        let before = OnboardingTrace(world)
        #expect(throws: DomainError.invalidNonce) { try world.complete(nonce: nonce) }
        #expect(OnboardingTrace(world) == before)
    }

    @Test func `an unknown token is refused, and a link's id is not a token`() throws {
        var world = try OnboardingWorld()
        let refusal = DomainError.notFound(resource: "setup link", id: "csl_unknown")
        #expect(throws: refusal) { try world.state.resolveOnboarding(token: "csl_unknown", at: .start) }
        #expect(throws: refusal) {
            try world.state.completeOnboarding(token: "csl_unknown", nonce: "", OnboardingChoice(), at: .start)
        }
        #expect(!world.state.hasSetupLink(token: "csl_unknown"))
        #expect(!world.state.hasSetupLink(token: world.link.id.description))
        #expect(world.state.hasSetupLink(token: world.link.token))
    }

    // MARK: Links that cannot be used

    /// What can be wrong with a link, in the order in which it is reported.
    enum Flaw: CaseIterable { case archived, revoked, consumed, expired }

    @Test(
        arguments: [
            ([.archived], .linkRevoked), ([.revoked], .linkRevoked), ([.consumed], .linkConsumed),
            ([.expired], .linkExpired(redirectURL: Self.expiredURL)), ([.archived, .consumed], .linkRevoked),
            ([.archived, .expired], .linkRevoked), ([.revoked, .expired], .linkRevoked),
            ([.consumed, .expired], .linkConsumed), ([.archived, .revoked, .expired], .linkRevoked),
            ([.archived, .consumed, .expired], .linkRevoked),
        ] as [([Flaw], DomainError)]
    )
    func `of several flaws of a link the first is reported`(flaws: [Flaw], refusal: DomainError) throws {
        var world = try OnboardingWorld()
        let nonce = try world.resolve().nonce
        for flaw in flaws {
            switch flaw {
            case .archived: _ = try world.state.archiveCustomer(try #require(world.presentCustomer), at: world.now)
            case .revoked: _ = try world.state.revokeSetupLink(try #require(world.presentLink), at: world.now)
            case .consumed: try world.consume()
            case .expired: world.now = world.link.expiresAt
            }
        }
        let before = OnboardingTrace(world)
        #expect(throws: refusal) { try world.resolve() }
        #expect(throws: refusal) { try world.complete(nonce: nonce) }
        #expect(throws: refusal) { try world.complete(nonce: "unknown") }
        #expect(throws: refusal) {
            try world.state.simulateOnboarding(of: world.link, OnboardingChoice(), at: world.now)
        }
        #expect(OnboardingTrace(world) == before)
    }

    /// The URL contains a known customer id because the world's ids follow from its seed.
    private static let expiredURL =
        "https://p.example/failed?customer_id=cus_BAW77G6S2H2XAFM772EETMVWY2&status=failed&reason=link_expired"

    @Test func `an expired link without a failure page has no redirect URL`() throws {
        var world = try OnboardingWorld(redirects: SetupLinkRedirects(success: "https://p.example/"))
        world.now = world.link.expiresAt
        #expect(throws: DomainError.linkExpired(redirectURL: nil)) { try world.resolve() }
    }

    @Test func `a link works again once its customer is restored`() throws {
        var world = try OnboardingWorld()
        let archived = try world.state.archiveCustomer(world.customer, at: .start)
        #expect(throws: DomainError.linkRevoked) { try world.resolve() }
        _ = try world.state.restoreCustomer(archived, at: .start)
        #expect(try world.onboard().outcome == .success)
    }

    @Test(arguments: [
        ("123456", true), ("12345678901234567890", true), ("000000", true), ("12345", false), ("", false),
        ("123456789012345678901", false), ("12345a", false), ("+123456", false), ("٣٣٣٣٣٣", false), ("123 456", false),
    ])
    func `a phone number id is 6 to 20 ASCII digits`(text: String, isOne: Bool) {
        #expect(OnboardingChoice.isPhoneNumberID(text) == isOne)
    }
}

extension OnboardingWorld {
    /// Marks the link as consumed, without the other effects of an onboarding.
    fileprivate mutating func consume() throws {
        var link = try #require(presentLink)
        link.consumedAt = now
        state.setupLinks.replace(link)
    }
}
