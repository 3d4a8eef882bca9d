import Testing

@testable import Domain

@Suite struct SeededSetupLinkTests {
    private let ids = BaselineIdentifiers(seed: 42)

    private func world(
        of links: [SeededSetupLink],
        onboarding: OnboardingSettings.Mode = .page
    ) -> WorldState {
        var objects = SeededObjects()
        objects.customers = ["acme", "beta"].map { SeededCustomer(ref: $0, draft: CustomerDraft(name: $0)) }
        objects.setupLinks = links
        var state = WorldState.sample()
        state.organization.onboarding.mode = onboarding
        state.seed(objects, ids: ids, webhookSecret: "whsec_of_the_sandbox", at: .start)
        return state
    }

    private func link(_ customer: String = "acme", _ adjust: (inout SeededSetupLink) -> Void = { _ in })
        -> SeededSetupLink
    {
        var link = SeededSetupLink(customer: customer)
        adjust(&link)
        return link
    }

    private func links(_ rows: [SeededSetupLink]) throws -> [SetupLink] {
        let state = world(of: rows)
        return try ["acme", "beta"].flatMap { ref in
            let id: Identifier<Customer> = ids.object(named: ref)
            return state.setupLinks(of: try state.customer(id.description), status: nil, at: .start).reversed()
        }
    }

    @Test func `a seeded link is active for a week and is found by its token`() throws {
        let state = world(of: [link { $0.ref = "invitation" }])
        let id: Identifier<SetupLink> = ids.object(named: "invitation")
        let link = try #require(state.setupLinks[id])
        #expect(link.status(at: .start) == .active)
        #expect(link.createdAt == .start)
        #expect(link.expiresAt == Timestamp.start.adding(hours: 168))
        #expect(link.token.wholeMatch(of: /csl_[A-Za-z0-9_-]{24}/) != nil)
        let found = try state.setupLink(token: link.token)
        #expect(found.link == link)
        #expect(found.customer.internalID == link.customerInternalID)
    }

    @Test(arguments: SetupLink.Status.allCases)
    func `a seeded link has the status of its row`(status: SetupLink.Status) throws {
        let found = try links([link { $0.status = status }])
        #expect(found.map { $0.status(at: .start) } == [status])
        #expect(found.map(\.consumedAt) == [status == .consumed ? .start : nil])
        #expect(found.map(\.isRevoked) == [status == .revoked])
        let timers = world(of: [link { $0.status = status }]).timers.countBesideDeliveries
        #expect(timers == (status == .active ? 1 : 0))
    }

    @Test func `the expiry of a seeded link counts from its creation or is an absolute time`() throws {
        let earlier = Timestamp.start.adding(hours: -10)
        let found = try links([
            link {
                $0.createdAt = earlier
                $0.expiry = .hours(24)
            },
            link { $0.expiry = .at(.start.adding(hours: 1)) },
            link {
                $0.createdAt = earlier
                $0.expiry = .hours(9)
            },
            link {
                $0.status = .expired
                $0.expiry = .at(earlier)
            },
        ])
        #expect(found.map(\.expiresAt) == [14, 1, -1, -10].map { Timestamp.start.adding(hours: $0) })
        #expect(found.map { $0.status(at: .start) } == [.active, .active, .expired, .expired])
    }

    @Test func `an active seeded link expires when it is due`() throws {
        var state = world(of: [link { $0.expiry = .hours(1) }])
        state.clock = .showing(.start, mode: .frozen, wall: .start)
        let step = state.queueAndStep(from: .start, towards: .start.adding(hours: 2), wall: .start)
        guard case .fired(let fired) = step else {
            Issue.record("nothing happened: \(step)")
            return
        }
        #expect(fired.map(\.kind) == [.setupLinkExpired])
        #expect(fired.map(\.at) == [.start.adding(hours: 1)])
    }

    @Test func `in automatic mode a seeded link completes its onboarding like a created one`() throws {
        var state = world(of: [link()], onboarding: .automatic)
        #expect(state.timers.countBesideDeliveries == 2)
        #expect(state.outbox.total == 0)
        state.clock = .showing(.start, mode: .frozen, wall: .start)
        state.runDueTimers(wall: .start)
        #expect(state.accounts.count == 1)
    }

    @Test func `the ids and tokens of seeded links stay when other links are added`() throws {
        let before = try links([link(), link(), link("beta")])
        let after = try links([link(), link("beta"), link(), link("beta"), link()])
        #expect(before.allSatisfy(after.contains))
        #expect(Set(after.map(\.id)).count == 5)
        #expect(Set(after.map(\.token)).count == 5)
    }

    @Test func `a seeded link of an unknown customer is left out`() {
        #expect(world(of: [link("nobody")]).setupLinks.count == 0)
    }
}
