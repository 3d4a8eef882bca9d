import Documents
import Testing

@testable import Domain

struct OnboardingSuccessTests {
    private let later = Timestamp.start.adding(.minutes(5))

    @Test func `an onboarding creates the account, consumes the link and activates the customer`() throws {
        var world = try OnboardingWorld()
        world.now = later
        let invitation = try world.resolve()
        let result = try world.complete(nonce: invitation.nonce)
        let account = WhatsAppAccount(
            phoneNumberID: invitation.offer.phoneNumberID,
            phoneNumber: invitation.offer.phoneNumber,
            name: "Acme Logistics",
            status: .connected,
            customerID: world.customer.id,
            onboardedAt: later
        )
        #expect(result.outcome == .success)
        #expect(result.account == account)
        #expect(world.state.accounts.all == [account])
        #expect(world.state.accounts(of: world.customer) == [account])
        let link = try #require(world.presentLink)
        #expect(link.status(at: later) == .consumed)
        #expect(link.consumedAt == later)
        #expect(result.link == link)
        let customer = try #require(world.presentCustomer)
        #expect(customer.status == .active)
        #expect(customer.updatedAt == later)
        #expect(customer.createdAt == .start)
        #expect(result.customer == customer)
    }

    @Test(arguments: [(CustomerStatus.active), .suspended])
    func `an onboarding does not change a customer who is active or suspended`(status: CustomerStatus) throws {
        var world = try OnboardingWorld(status: status)
        world.now = later
        #expect(try world.onboard().customer == world.customer)
        #expect(world.presentCustomer == world.customer)
        #expect(world.state.accounts.count == 1)
    }

    @Test func `an onboarding makes three events in a fixed order with one timestamp`() throws {
        var world = try OnboardingWorld()
        world.now = later
        let before = world.state.outbox.total
        let result = try world.onboard()
        let account = try #require(result.account)
        let events = Array(world.state.outbox.events(after: before))
        #expect(
            events.map(\.kind) == [
                .setupLinkConsumed(SetupLinkOfCustomer(setupLink: result.link, customer: result.customer)),
                .customerOnboarded(OnboardedCustomer(customer: result.customer, account: account)),
                .accountConnected(account),
            ]
        )
        #expect(events.map(\.createdAt) == [later, later, later])
        #expect(Set(events.map(\.id)).count == 3)
    }

    @Test func `the onboarding events have the vendor's JSON and do not contain the link's token`() throws {
        var world = try OnboardingWorld(redirects: SetupLinkRedirects(), hours: 168)
        world.now = later
        let before = world.state.outbox.total
        let choice = OnboardingChoice(phoneNumber: "+62 857-2516-5424", phoneNumberID: "1111475158712095")
        _ = try world.onboard(choice)
        let events = Array(world.state.outbox.events(after: before))
        let texts = events.map { event in
            var writer = JSONWriter()
            event.write(to: &writer)
            return String(json: writer.bytes)
        }
        func envelope(_ index: Int, _ data: String) -> String {
            """
            {"id":"\(events[index].id)","type":"\(events[index].type)","created_at":"2026-06-04T10:05:00.000Z",\
            "data":{\(data)}}
            """
        }
        let number = """
            "phone_number_id":"1111475158712095","phone_number":"+62 857-2516-5424","name":"Acme Logistics",\
            "status":"connected"
            """
        let account = #""whatsapp_account":{\#(number),"onboarded_at":"2026-06-04T10:05:00.000Z"}"#
        let consumed = """
            "setup_link":{"id":"\(world.link.id)","object":"customer_setup_link",\
            "customer_id":"\(world.customer.internalID)","status":"consumed","token_last4":"\(world.link.token.suffix(4))",\
            "expires_at":"2026-06-11T10:00:00.000Z","consumed_at":"2026-06-04T10:05:00.000Z",\
            "success_redirect_url":null,"failure_redirect_url":null,"created_at":"2026-06-04T10:00:00.000Z"},\
            "customer":{"id":"\(world.customer.id)","name":"Acme Logistics"}
            """
        let onboarded = """
            "customer":{"id":"\(world.customer.id)","object":"customer","name":"Acme Logistics","email":null,\
            "status":"active","metadata":null,"archived_at":null,"team_id":"\(world.customer.teamID)",\
            "created_at":"2026-06-04T10:00:00.000Z","updated_at":"2026-06-04T10:05:00.000Z"},\
            "phone_number":{\(number)},\(account)
            """
        try #require(texts.count == 3)
        let types = ["customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected"]
        #expect(events.map(\.type) == types)
        #expect(texts[0] == envelope(0, consumed))
        #expect(texts[1] == envelope(1, onboarded))
        #expect(texts[2] == envelope(2, account + #","customer_id":"\#(world.customer.id)""#))
        #expect(!texts.joined().contains(world.link.token))
    }

    @Test func `a subscribed endpoint gets the three onboarding events in order`() throws {
        var world = try OnboardingWorld()
        let types = ["whatsapp_account.connected", "customer.setup_link.consumed", "customer.onboarded"]
        _ = world.state.addEndpoint(events: types)
        _ = try world.onboard()
        let made = world.state.sendAll(.answer(200))
        #expect(
            made.map(\.event.type) == [
                "customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected",
            ]
        )
    }

    @Test func `a field of the choice replaces the offered value, the other fields keep theirs`() throws {
        var world = try OnboardingWorld()
        let first = try world.resolve()
        let named = try world.complete(nonce: first.nonce, OnboardingChoice(outcome: .success, name: "Other"))
        #expect(named.account?.name == "Other")
        #expect(named.account?.phoneNumber == first.offer.phoneNumber)
        #expect(named.account?.phoneNumberID == first.offer.phoneNumberID)
        let link = try world.addLink()
        let second = try world.resolve(link)
        let choice = OnboardingChoice(phoneNumber: "+1 555", phoneNumberID: "123456")
        let numbered = try world.complete(nonce: second.nonce, choice, link: link)
        #expect(numbered.account?.name == world.customer.name)
        #expect(numbered.account?.phoneNumber == "+1 555")
        #expect(numbered.account?.phoneNumberID == "123456")
    }

    @Test func `a customer may connect several numbers, each through a link of its own`() throws {
        var world = try OnboardingWorld()
        let first = try #require(try world.onboard().account)
        let updatedAt = try #require(world.presentCustomer).updatedAt
        world.now = later
        let second = try #require(try world.onboard(link: try world.addLink()).account)
        #expect(world.state.accounts(of: world.customer) == [first, second])
        #expect(world.presentCustomer?.updatedAt == updatedAt)
        #expect(throws: DomainError.linkConsumed) { try world.resolve() }
    }

    @Test func `a link is consumed once, even if two signup pages had it open`() throws {
        var world = try OnboardingWorld()
        let nonces = try (0..<2).map { _ in try world.resolve().nonce }
        _ = try world.complete(nonce: nonces[0])
        let before = OnboardingTrace(world)
        #expect(throws: DomainError.linkConsumed) { try world.complete(nonce: nonces[1]) }
        #expect(OnboardingTrace(world) == before)
    }
}
