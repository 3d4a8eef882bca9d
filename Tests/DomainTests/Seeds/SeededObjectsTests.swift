import Testing

@testable import Domain

@Suite struct SeededObjectsTests {
    private let ids = BaselineIdentifiers(seed: 42)

    private func world(
        of objects: SeededObjects,
        teams: [String] = ["Operations", "Sales"],
        onboarding: OnboardingSettings.Mode = .page
    ) -> WorldState {
        var state = WorldState.sample(teams: teams)
        state.organization.onboarding.mode = onboarding
        state.seed(objects, ids: ids, webhookSecret: "whsec_of_the_sandbox", at: .start)
        return state
    }

    private func customer(
        _ ref: String? = nil,
        name: String = "Acme",
        _ adjust: (inout SeededCustomer) -> Void = { _ in }
    ) -> SeededCustomer {
        var customer = SeededCustomer(ref: ref, draft: CustomerDraft(name: name))
        adjust(&customer)
        return customer
    }

    private func customers(_ rows: [SeededCustomer], teams: [String] = ["Operations", "Sales"]) -> [Customer] {
        var objects = SeededObjects()
        objects.customers = rows
        return world(of: objects, teams: teams).oldestFirst
    }

    // MARK: Customers

    @Test func `a seeded customer without an account is pending, in the first team and dated now`() throws {
        let customer = try #require(customers([customer("acme")]).first)
        #expect(customer.id == ids.object(named: "acme"))
        #expect(customer.status == .pending)
        #expect(customer.teamID == ids.team(named: "Operations"))
        #expect(customer.createdAt == .start)
        #expect(customer.updatedAt == .start)
        #expect(customer.archivedAt == nil)
        #expect(customer.internalID.wholeMatch(of: /[0-9a-z]{12}/) != nil)
    }

    @Test func `the id of a seeded customer follows from its ref or name, not from later rows`() {
        let rows = [customer("a"), customer(), customer(), customer(name: "Beta")]
        let before = customers(rows)
        let after = customers(rows + [customer(), customer("Acme", name: "Gamma"), customer(name: "Beta")])
        #expect(Set(after.map(\.id)).count == 7)
        #expect(Array(after.prefix(4)) == before)
    }

    @Test func `an id that one row gives is not drawn for another customer`() {
        let drawn: Identifier<Customer> = ids.object(named: "acme")
        let found = customers([customer("acme"), customer { $0.id = drawn.description }])
        #expect(found.last?.id == drawn)
        #expect(found.first?.id != drawn)
    }

    @Test func `a seeded customer takes its status and dates from the row`() throws {
        let earlier = Timestamp.start.adding(hours: -2)
        let later = Timestamp.start.adding(hours: -1)
        let found = customers([
            customer {
                $0.status = .archived
                $0.createdAt = earlier
                $0.updatedAt = later
            },
            customer { $0.updatedAt = later },
            customer { $0.createdAt = earlier },
        ])
        #expect(found.map(\.status) == [.archived, .pending, .pending])
        #expect(found.map(\.createdAt) == [earlier, later, earlier])
        #expect(found.map(\.updatedAt) == [later, later, earlier])
        #expect(found.map(\.archivedAt) == [later, nil, nil])
    }

    @Test func `a seeded customer's team is found by its name, and a missing team still gives an id`() {
        let rows = ["Sales", "Gone"].map { name in customer { $0.team = OrganizationPatch.TeamDraft(name: name) } }
        let given = customer { $0.team = OrganizationPatch.TeamDraft(id: "t1_abcdefghijkl", name: "Sales") }
        let found = customers(rows + [given])
        #expect(
            found.map(\.teamID) == [ids.team(named: "Sales"), ids.team(named: "Gone"), Identifier("t1_abcdefghijkl")]
        )
    }

    @Test func `customers are found by their public and their internal id`() throws {
        var objects = SeededObjects()
        objects.customers = [customer("a"), customer("b")]
        let state = world(of: objects)
        for customer in state.oldestFirst {
            #expect(try state.customer(anyID: customer.internalID) == customer)
            #expect(try state.customer(customer.id.description) == customer)
        }
        #expect(Set(state.oldestFirst.map(\.internalID)).count == 2)
    }

    // MARK: Accounts

    @Test(arguments: [CustomerStatus.suspended, nil])
    func `a seeded customer with an account is active unless the row gives a status`(status: CustomerStatus?) throws {
        var objects = SeededObjects()
        objects.customers = [customer("acme") { $0.status = status }]
        objects.accounts = [SeededAccount(.sample("123456"), customer: "acme"), SeededAccount(.sample("654321"))]
        let state = world(of: objects)
        let owner = try #require(state.oldestFirst.first)
        #expect(owner.status == status ?? .active)
        #expect(state.accounts(of: owner).map(\.phoneNumberID) == ["123456"])
        #expect(state.accounts.all.map(\.customerID) == [owner.id, nil])
    }

    @Test func `a seeded account may name its customer by id`() {
        var objects = SeededObjects()
        objects.customers = [customer { $0.id = "cus_335T08RM0EAKN9DTE6RD5RWP7B" }]
        objects.accounts = [SeededAccount(.sample("123456"), customer: "cus_335T08RM0EAKN9DTE6RD5RWP7B")]
        #expect(world(of: objects).oldestFirst.map(\.status) == [.active])
    }

    @Test(arguments: WhatsAppAccount.Status.allCases)
    func `a seeded account that was ever connected is onboarded at the seeding`(status: WhatsAppAccount.Status) {
        var objects = SeededObjects()
        var account = WhatsAppAccount.sample("123456")
        account.status = status
        objects.accounts = [SeededAccount(account)]
        let wasConnected = status != .onboarding && status != .pending
        #expect(world(of: objects).accounts.all.map(\.onboardedAt) == [wasConnected ? .start : nil])
    }

    @Test func `more seeded accounts than the plan allows are accepted`() {
        var objects = SeededObjects()
        objects.accounts = (0..<40).map { SeededAccount(.sample("1234\($0)")) }
        #expect(world(of: objects).accounts.count == 40)
    }

    // MARK: Webhook subscriptions

    @Test func `a seeded subscription has its own secret, else that of the sandbox`() {
        var own = SeededWebhookSubscription(draft: WebhookSubscriptionDraft(url: "http://a:1/", events: ["x", "x"]))
        own.secret = "whsec_own"
        own.status = .paused
        var objects = SeededObjects()
        objects.webhookSubscriptions = [
            own, SeededWebhookSubscription(draft: WebhookSubscriptionDraft(url: "http://a:1/", events: ["x"])),
        ]
        let subscriptions = Array(world(of: objects).webhookSubscriptions.newestFirst(in: .all)).reversed()
        #expect(subscriptions.map { $0.secrets.map(\.text) } == [["whsec_own"], ["whsec_of_the_sandbox"]])
        #expect(subscriptions.map(\.status) == [.paused, .active])
        #expect(subscriptions.map(\.events) == [["x"], ["x"]])
        #expect(subscriptions.first?.id == ids.object(named: "http://a:1/"))
        #expect(Set(subscriptions.map(\.id)).count == 2)
        #expect(Set(subscriptions.flatMap(\.secrets).map(\.id)).count == 2)
    }

    @Test func `seeding makes no event and no delivery and draws no id from the generator`() {
        var objects = SeededObjects()
        objects.webhookSubscriptions = [
            SeededWebhookSubscription(draft: WebhookSubscriptionDraft(url: "http://a:1/", events: ["customer.created"]))
        ]
        objects.customers = [customer("acme")]
        objects.setupLinks = [SeededSetupLink(customer: "acme")]
        let state = world(of: objects)
        #expect(state.outbox.total == 0)
        #expect(state.deliveries.count == 0)
        let untouched = WorldState.sample(teams: ["Operations", "Sales"])
        #expect(state.generator == untouched.generator)
    }
}

extension WorldState {
    /// The archived customers and then the visible ones, each oldest first.
    fileprivate var oldestFirst: [Customer] {
        let visible = Array(customers.newestFirst(in: .visible(team: nil)).reversed())
        return customers.newestFirst(in: .status(.archived, team: nil)).reversed() + visible
    }
}
