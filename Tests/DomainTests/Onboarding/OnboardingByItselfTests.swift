import Testing

@testable import Domain

struct OnboardingByItselfTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// A world in this onboarding mode, with a customer who has no link yet.
    private func world(_ mode: OnboardingSettings.Mode) throws -> (WorldState, Customer) {
        var state = WorldState.sample()
        state.organization.onboarding.mode = mode
        let customer = try state.addCustomer()
        return (state, customer)
    }

    // MARK: Automatic

    @Test func `in automatic mode a link completes its onboarding when the wait is over`() throws {
        var (state, customer) = try world(.automatic)
        state.organization.onboarding.after = .minutes(5)
        let before = PendingWork.of(&state)
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        #expect(PendingWork.of(&state).needsRunner(since: before))
        state.runDueTimers(wall: at(.minutes(5)).adding(milliseconds: -1))
        #expect(state.accounts.count == 0)
        state.runDueTimers(wall: at(.minutes(5)))
        let account = try #require(state.accounts.all.first)
        #expect(account.onboardedAt == at(.minutes(5)))
        #expect(account.customerID == customer.id)
        #expect(account.name == customer.name)
        #expect(state.setupLinks[link.id]?.consumedAt == at(.minutes(5)))
        #expect(state.customers[customer.id]?.status == .active)
        #expect(state.outbox.total == 5)
    }

    @Test func `in automatic mode without a wait a link completes its onboarding at once`() throws {
        var (state, customer) = try world(.automatic)
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        #expect(link.status(at: .start) == .active)
        state.runDueTimers(wall: .start)
        #expect(state.setupLinks[link.id]?.status(at: .start) == .consumed)
    }

    @Test func `advancing the clock fires the onboarding and expiry timers at their due times`() throws {
        var (state, customer) = try world(.automatic)
        state.organization.onboarding.after = .minutes(5)
        state.freeze()
        state.organization.onboarding.outcome = .failure(.phoneLookupFailed)
        let first = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        let second = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        var fired: [FiredTimer] = []
        loop: while true {
            switch state.queueAndStep(from: .start, towards: at(.hours(2)), wall: .start) {
            case .fired(let timers): fired += timers
            case .send, .waiting:
                Issue.record("nobody listens")
                break loop
            case .arrived(let now):
                #expect(now == at(.hours(2)))
                break loop
            }
        }
        let failure = "phone_lookup_failed"
        #expect(
            fired == [
                FiredTimer(at: at(.minutes(5)), kind: .onboarding, ref: first.id.description, result: failure),
                FiredTimer(at: at(.minutes(5)), kind: .onboarding, ref: second.id.description, result: failure),
                FiredTimer(at: at(.hours(1)), kind: .setupLinkExpired, ref: first.id.description, result: "expired"),
                FiredTimer(at: at(.hours(1)), kind: .setupLinkExpired, ref: second.id.description, result: "expired"),
            ]
        )
        #expect(state.accounts.count == 0)
    }

    @Test func `the onboarding timer skips a link that is consumed, revoked or of an archived customer`() throws {
        var (state, customer) = try world(.automatic)
        let other = try state.addCustomer("Other")
        state.organization.onboarding.after = .minutes(5)
        let used = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        let revoked = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        _ = try state.createSetupLink(SetupLinkDraft(), for: other, at: .start)
        _ = try state.simulateOnboarding(of: used, OnboardingChoice(), at: .start)
        _ = try state.revokeSetupLink(revoked, at: .start)
        _ = try state.archiveCustomer(other, at: .start)
        let total = state.outbox.total
        state.runDueTimers(wall: at(.minutes(5)))
        #expect(state.accounts.count == 1)
        #expect(state.outbox.total == total)
    }

    @Test(arguments: [OnboardingSettings.Mode.page, .polls])
    func `in page and polls mode a link does not complete with time`(mode: OnboardingSettings.Mode) throws {
        var (state, customer) = try world(mode)
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        state.runDueTimers(wall: at(.hours(24)))
        #expect(state.setupLinks[link.id]?.status(at: at(.hours(24))) == .active)
        #expect(state.accounts.count == 0)
    }

    // MARK: Polls

    @Test(arguments: [1, 3, 10])
    func `in polls mode the configured number of reads completes an active link`(polls: Int) throws {
        var (state, customer) = try world(.polls)
        state.organization.onboarding.polls = polls
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        for number in 1...polls {
            #expect(state.accounts.count == 0)
            state.countPoll(of: customer, at: at(.seconds(Int64(number))))
        }
        let now = at(.seconds(Int64(polls)))
        #expect(state.setupLinks[link.id]?.consumedAt == now)
        #expect(state.customers[customer.id]?.status == .active)
        state.countPoll(of: customer, at: now)
        #expect(state.accounts.count == 1)
    }

    @Test func `reads of another customer and reads before the link exists do not count as polls`() throws {
        var (state, customer) = try world(.polls)
        state.organization.onboarding.polls = 2
        let other = try state.addCustomer("Other")
        state.countPoll(of: customer, at: .start)
        _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        for _ in 0..<5 { state.countPoll(of: other, at: .start) }
        state.countPoll(of: customer, at: .start)
        #expect(state.accounts.count == 0)
        state.countPoll(of: customer, at: .start)
        #expect(state.accounts.count == 1)
    }

    @Test func `each link counts its own polls, and the oldest link is consumed first`() throws {
        var (state, customer) = try world(.polls)
        state.organization.onboarding.polls = 2
        let first = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        let second = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        state.countPoll(of: customer, at: .start)
        let third = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        state.countPoll(of: customer, at: .start)
        let consumed = state.outbox.events.compactMap { event in
            guard case .setupLinkConsumed(let content) = event.kind else { return nil as Identifier<SetupLink>? }
            return content.setupLink.id
        }
        #expect(consumed == [first.id, second.id])
        #expect(state.setupLinks[third.id]?.status(at: .start) == .active)
    }

    @Test func `a read of a customer in page mode does not count as a poll`() throws {
        var (state, customer) = try world(.page)
        state.organization.onboarding.polls = 1
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        for _ in 0..<5 { state.countPoll(of: customer, at: .start) }
        #expect(state.setupLinks[link.id] == link)
    }

    @Test func `a failed onboarding in polls mode keeps the link, and the next read tries again`() throws {
        var (state, customer) = try world(.polls)
        state.organization.onboarding.polls = 2
        state.organization.onboarding.outcome = .failure(.tokenInfoFailed)
        _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        for _ in 0..<3 { state.countPoll(of: customer, at: .start) }
        #expect(state.accounts.count == 0)
        state.organization.onboarding.outcome = .success
        state.countPoll(of: customer, at: .start)
        #expect(state.accounts.count == 1)
    }

    // MARK: Simulated

    @Test func `a simulated signup needs no nonce and has the effects of a real one`() throws {
        var world = try OnboardingWorld()
        let choice = OnboardingChoice(phoneNumber: "+1 555", phoneNumberID: "123456", name: "Simulated")
        let result = try world.state.simulateOnboarding(of: world.link, choice, at: .start)
        #expect(result.account?.name == "Simulated")
        #expect(world.state.accounts.all.map(\.phoneNumberID) == ["123456"])
        #expect(world.presentLink?.status(at: .start) == .consumed)
        #expect(world.presentCustomer?.status == .active)
        #expect(world.state.outbox.total == 5)
        #expect(throws: DomainError.linkConsumed) {
            try world.state.simulateOnboarding(of: world.link, choice, at: .start)
        }
    }

    @Test func `a simulated signup that fails changes nothing`() throws {
        var world = try OnboardingWorld()
        let before = OnboardingTrace(world)
        let choice = OnboardingChoice(outcome: .failure(.coexistenceMismatch))
        let result = try world.state.simulateOnboarding(of: world.link, choice, at: .start)
        #expect(result.outcome == .failure(.coexistenceMismatch))
        #expect(OnboardingTrace(world) == before)
    }

    @Test func `newestActiveLink finds the newest link that is still active`() throws {
        var world = try OnboardingWorld(hours: 2)
        let second = try world.addLink()
        let third = try world.addLink()
        func newest(_ span: TimeSpan = .zero) -> Identifier<SetupLink>? {
            world.state.newestActiveLink(of: world.customer, at: at(span))?.id
        }
        #expect(newest() == third.id)
        _ = try world.state.revokeSetupLink(third, at: .start)
        #expect(newest() == second.id)
        _ = try world.onboard(link: second)
        #expect(newest() == world.link.id)
        #expect(newest(.hours(2)) == nil)
    }

    // MARK: Settings

    @Test func `onboarding patches change the settings field by field, merged or one by one`() {
        var settings = OnboardingSettings()
        #expect(settings.mode == .page)
        #expect(settings.outcome == .success)
        #expect(settings.polls == 3)
        #expect(settings.after == .zero)
        var first = SettingsPatch<OnboardingSettings>()
        first.mode = .polls
        first.polls = 5
        var second = SettingsPatch<OnboardingSettings>()
        second.polls = 7
        second.after = .seconds(2)
        second.outcome = .failure(.noWABAFound)
        settings.mode = .automatic
        let inTurn = second.applied(to: first.applied(to: settings))
        #expect(inTurn == first.merged(with: second).applied(to: settings))
        #expect(inTurn.mode == .polls)
        #expect(inTurn.polls == 7)
        #expect(inTurn.after == .seconds(2))
        #expect(inTurn.outcome == .failure(.noWABAFound))
        #expect(SettingsPatch().applied(to: inTurn) == inTurn)
    }
}
