import Testing

@testable import Domain

@Suite struct SetupLinkTests {
    @Test func `a new setup link is active and expires after a week by default`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        #expect(link.status(at: .start) == .active)
        #expect(link.customer == customer.id)
        #expect(link.customerInternalID == customer.internalID)
        #expect(link.createdAt == .start)
        #expect(link.expiresAt == Timestamp.start.adding(hours: 168))
        #expect(link.consumedAt == nil)
        #expect(link.redirects == SetupLinkRedirects())
        #expect(link.id.description != link.token)
        #expect(
            state.outbox.events(after: 1).map(\.kind) == [
                .setupLinkCreated(SetupLinkOfCustomer(setupLink: link, customer: customer))
            ]
        )
    }

    @Test(arguments: [1, 168, 720])
    func `a setup link is active before its expiry time and expired from then on`(hours: Int) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(hours: hours), for: customer, at: .start)
        let end = Timestamp.start.adding(hours: hours)
        #expect(link.status(at: end.adding(milliseconds: -1)) == .active)
        #expect(link.status(at: end) == .expired)
        #expect(link.status(at: end.adding(hours: 10_000)) == .expired)
    }

    @Test func `a customer may have several active links that share the customer's internal id`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        var links: [SetupLink] = []
        for _ in 0..<3 { links.append(try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)) }
        #expect(state.setupLinks(of: customer, status: .active, at: .start) == links.reversed())
        #expect(Set(links.map(\.token)).count == 3)
        #expect(Set(links.map(\.id)).count == 3)
        #expect(Set(links.map(\.customerInternalID)) == [customer.internalID])
    }

    @Test func `a setup link for an archived customer is refused`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: .archived)
        #expect(throws: DomainError.conflict(what: "The customer", state: "archived")) {
            try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        }
        #expect(state.setupLinks.count == 0)
        #expect(state.outbox.total == 1)
    }

    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `a setup link for a customer who is not archived is created`(status: CustomerStatus) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: status)
        _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        #expect(state.setupLinks(of: customer, status: nil, at: .start).count == 1)
    }

    @Test func `a setup link is found only by its id and under its own customer`() throws {
        var state = WorldState.sample()
        let owner = try state.addCustomer()
        let other = try state.addCustomer("Other")
        let link = try state.createSetupLink(SetupLinkDraft(), for: owner, at: .start)
        #expect(try state.setupLink(link.id.description, of: owner) == link)
        for (id, customer) in [(link.id.description, other), (link.token, owner), ("csl_unknown", owner), ("", owner)] {
            #expect(throws: DomainError.notFound(resource: "setup link", id: id)) {
                try state.setupLink(id, of: customer)
            }
        }
    }

    @Test func `the list shows the fifty newest setup links of a customer, newest first`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let other = try state.addCustomer("Other")
        var links: [SetupLink] = []
        for hour in 0..<60 {
            links.append(try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start.adding(hours: hour)))
            _ = try state.createSetupLink(SetupLinkDraft(), for: other, at: .start.adding(hours: hour))
        }
        let listed = state.setupLinks(of: customer, status: nil, at: .start)
        #expect(listed == Array(links.reversed().prefix(50)))
    }

    @Test func `the status filter uses the status that a link has at that moment`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let short = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        let long = try state.createSetupLink(SetupLinkDraft(hours: 720), for: customer, at: .start)
        let revoked = try state.revokeSetupLink(
            try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start),
            at: .start
        )
        let consumed = try state.addConsumedLink(of: customer)
        func listed(_ status: SetupLink.Status, _ hours: Int) -> [SetupLink] {
            state.setupLinks(of: customer, status: status, at: .start.adding(hours: hours))
        }
        #expect(listed(.active, 0) == [long, short])
        #expect(listed(.expired, 0) == [])
        #expect(listed(.active, 1) == [long])
        #expect(listed(.expired, 1) == [short])
        #expect(listed(.active, 720) == [])
        #expect(listed(.expired, 720) == [long, short])
        for hours in [0, 1, 720] {
            #expect(listed(.revoked, hours) == [revoked])
            #expect(listed(.consumed, hours) == [consumed])
        }
    }

    @Test func `an active link is revoked without an event`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        let revoked = try state.revokeSetupLink(link, at: .start)
        #expect(revoked.status(at: .start) == .revoked)
        #expect(revoked.status(at: link.expiresAt) == .revoked)
        #expect(try state.setupLink(link.id.description, of: customer) == revoked)
        #expect(state.outbox.total == 2)
    }

    @Test func `a patch changes one redirect URL of a link, keeps the other and makes no event`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let redirects = SetupLinkRedirects(success: "https://a.example/s", failure: "https://a.example/f")
        let link = try state.createSetupLink(SetupLinkDraft(redirects: redirects), for: customer, at: .start)
        var patch = SetupLinkPatch()
        patch.success = .set("https://b.example/")
        let first = try state.updateSetupLink(link, with: patch, at: .start)
        #expect(first.redirects == SetupLinkRedirects(success: "https://b.example/", failure: "https://a.example/f"))
        patch = SetupLinkPatch()
        patch.failure = .set(nil)
        let second = try state.updateSetupLink(first, with: patch, at: .start)
        #expect(second.redirects == SetupLinkRedirects(success: "https://b.example/", failure: nil))
        #expect(second.token == link.token)
        #expect(second.expiresAt == link.expiresAt)
        #expect(try state.setupLink(link.id.description, of: customer) == second)
        #expect(state.outbox.total == 2)
    }

    @Test(arguments: [SetupLink.Status.consumed, .expired, .revoked])
    func `a link that is no longer active can be neither changed nor revoked`(status: SetupLink.Status) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        var now = Timestamp.start
        var link = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: now)
        switch status {
        case .consumed: link = try state.addConsumedLink(of: customer)
        case .revoked: link = try state.revokeSetupLink(link, at: now)
        case .expired: now = link.expiresAt
        case .active: Issue.record("an active link is not among the cases")
        }
        let refusal = DomainError.conflict(what: "The setup link", state: status.rawValue)
        let total = state.outbox.total
        var patch = SetupLinkPatch()
        patch.success = .set("https://a.example/")
        #expect(throws: refusal) { try state.updateSetupLink(link, with: patch, at: now) }
        #expect(throws: refusal) { try state.revokeSetupLink(link, at: now) }
        #expect(try state.setupLink(link.id.description, of: customer) == link)
        #expect(state.outbox.total == total)
    }

    @Test func `links of an archived customer can still be changed and revoked`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        _ = try state.archiveCustomer(customer, at: .start)
        let changed = try state.updateSetupLink(link, with: SetupLinkPatch(), at: .start)
        #expect(try state.revokeSetupLink(changed, at: .start).status(at: .start) == .revoked)
    }
}

extension WorldState {
    /// Adds a consumed link, as a completed onboarding leaves it.
    fileprivate mutating func addConsumedLink(of customer: Customer) throws -> SetupLink {
        var link = try createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        link.consumedAt = .start
        setupLinks.replace(link)
        return link
    }
}
