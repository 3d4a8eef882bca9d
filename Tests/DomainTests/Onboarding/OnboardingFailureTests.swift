import Testing

@testable import Domain

struct OnboardingFailureTests {
    @Test(arguments: OnboardingFailure.allCases)
    func `a failed onboarding changes nothing and leaves the link active`(failure: OnboardingFailure) throws {
        var world = try OnboardingWorld()
        _ = world.state.addEndpoint(events: ["customer.onboarded", "whatsapp_account.connected"])
        let before = OnboardingTrace(world)
        let result = try world.onboard(OnboardingChoice(outcome: .failure(failure)))
        #expect(result.outcome == .failure(failure))
        #expect(result.account == nil)
        #expect(result.customer == world.customer)
        #expect(result.link == world.link)
        #expect(OnboardingTrace(world) == before)
        #expect(world.presentLink?.status(at: .start) == .active)
        #expect(try world.onboard().outcome == .success)
    }

    @Test(arguments: OnboardingFailure.allCases)
    func `the settings decide the outcome unless the choice names one`(failure: OnboardingFailure) throws {
        var world = try OnboardingWorld()
        world.state.organization.onboarding.outcome = .failure(failure)
        #expect(try world.onboard().outcome == .failure(failure))
        #expect(try world.onboard(OnboardingChoice(outcome: .success)).outcome == .success)
    }

    @Test func `the failures are sorted in the documented order of the signup steps`() {
        #expect(
            OnboardingFailure.allCases.sorted().map(\.rawValue) == [
                "signup_cancelled", "token_exchange_failed", "token_info_failed", "no_waba_found",
                "phone_lookup_failed", "account_limit_reached", "coexistence_mismatch", "already_onboarded",
            ]
        )
    }

    @Test(arguments: OnboardingFailure.allCases)
    func `of two failures the onboarding reports that of the earlier step`(failure: OnboardingFailure) throws {
        var world = try OnboardingWorld()
        world.state.seed(.sample("123456"))
        let choice = OnboardingChoice(outcome: .failure(failure), phoneNumberID: "123456")
        #expect(try world.onboard(choice).outcome == .failure(failure))
        world.state.organization.limits.connectedAccounts = 1
        let limited: OnboardingFailure = failure < .accountLimitReached ? failure : .accountLimitReached
        #expect(try world.onboard(choice).outcome == .failure(limited))
    }

    @Test func `a number that already has an account is refused even if the choice is success`() throws {
        var world = try OnboardingWorld()
        let taken = WhatsAppAccount.sample("123456")
        world.state.seed(taken)
        let before = OnboardingTrace(world)
        let choice = OnboardingChoice(outcome: .success, phoneNumberID: "123456")
        #expect(try world.onboard(choice).outcome == .failure(.alreadyOnboarded))
        #expect(OnboardingTrace(world) == before)
        #expect(world.state.accounts[phoneNumberID: "123456"] == taken)
    }

    @Test(arguments: [(.starter, 1), (.pro, 3), (.business, 10), (.enterprise, nil)] as [(Plan, Int?)])
    func `the plan limits the number of connected accounts`(plan: Plan, limit: Int?) throws {
        var world = try OnboardingWorld()
        world.state.organization.plan = plan
        #expect(world.state.organization.connectedAccountLimit == limit)
        for number in 1..<(limit ?? 30) { world.state.seed(.sample("12345\(number)")) }
        #expect(try world.onboard().outcome == .success)
        let outcome = try world.onboard(OnboardingChoice(outcome: .success), link: try world.addLink()).outcome
        #expect(outcome == (limit == nil ? .success : .failure(.accountLimitReached)))
    }

    @Test(arguments: Plan.allCases)
    func `the setting for connected accounts replaces the plan's limit`(plan: Plan) throws {
        var world = try OnboardingWorld()
        world.state.organization.plan = plan
        world.state.organization.limits.connectedAccounts = 2
        world.state.seed(.sample("123456"))
        #expect(try world.onboard().outcome == .success)
        let link = try world.addLink()
        #expect(try world.onboard(link: link).outcome == .failure(.accountLimitReached))
        world.state.organization.limits.connectedAccounts = 0
        #expect(try world.onboard(link: link).outcome == .failure(.accountLimitReached))
        world.state.organization.limits.connectedAccounts = 3
        #expect(try world.onboard(link: link).outcome == .success)
    }

    @Test func `accounts of every status count towards the limit, and seeded accounts may exceed it`() throws {
        var world = try OnboardingWorld()
        world.state.organization.limits.connectedAccounts = 2
        for (number, status) in WhatsAppAccount.Status.allCases.enumerated() {
            var account = WhatsAppAccount.sample("12345\(number)")
            account.status = status
            world.state.seed(account)
        }
        #expect(world.state.accounts.count == 5)
        #expect(try world.onboard().outcome == .failure(.accountLimitReached))
    }

    @Test func `an outcome is named success or after its failure`() {
        #expect(OnboardingOutcome(rawValue: "success") == .success)
        #expect(OnboardingOutcome.success.rawValue == "success")
        for failure in OnboardingFailure.allCases {
            #expect(OnboardingOutcome(rawValue: failure.rawValue) == .failure(failure))
            #expect(OnboardingOutcome.failure(failure).rawValue == failure.rawValue)
        }
    }

    @Test(arguments: ["", "Success", "failure", "link_expired", "signup-cancelled"])
    func `an unknown outcome name is refused`(name: String) {
        #expect(OnboardingOutcome(rawValue: name) == nil)
    }
}
