import Testing

@testable import Domain

/// A world with a customer who has a link, and the current time.
struct OnboardingWorld {
    static let redirects = SetupLinkRedirects(success: "https://p.example/done", failure: "https://p.example/failed")

    var state = WorldState.sample()
    let customer: Customer
    let link: SetupLink
    var now = Timestamp.start

    init(status: CustomerStatus = .pending, redirects: SetupLinkRedirects = Self.redirects, hours: Int = 1) throws {
        customer = try state.addCustomer(in: status)
        let draft = SetupLinkDraft(hours: hours, redirects: redirects)
        link = try state.createSetupLink(draft, for: customer, at: .start)
    }

    mutating func resolve(_ other: SetupLink? = nil) throws(DomainError) -> OnboardingInvitation {
        try state.resolveOnboarding(token: (other ?? link).token, at: now)
    }

    mutating func complete(
        nonce: String,
        _ choice: OnboardingChoice = OnboardingChoice(),
        link other: SetupLink? = nil
    ) throws(DomainError) -> OnboardingResult {
        try state.completeOnboarding(token: (other ?? link).token, nonce: nonce, choice, at: now)
    }

    /// Resolves the link and completes it.
    mutating func onboard(
        _ choice: OnboardingChoice = OnboardingChoice(),
        link other: SetupLink? = nil
    ) throws(DomainError) -> OnboardingResult {
        let nonce = try resolve(other).nonce
        return try complete(nonce: nonce, choice, link: other)
    }

    /// Another link of the same customer.
    mutating func addLink(redirects: SetupLinkRedirects = SetupLinkRedirects()) throws -> SetupLink {
        try state.createSetupLink(SetupLinkDraft(redirects: redirects), for: customer, at: .start)
    }

    /// The customer as it is now.
    var presentCustomer: Customer? { state.customers[customer.id] }

    /// The link as it is now.
    var presentLink: SetupLink? { state.setupLinks[link.id] }
}

/// What an onboarding can change.
struct OnboardingTrace: Equatable {
    let customer: Customer?
    let link: SetupLink?
    let accounts: [WhatsAppAccount]
    let events: Int
    let deliveries: Int

    init(_ world: OnboardingWorld) {
        customer = world.presentCustomer
        link = world.presentLink
        accounts = world.state.accounts.all
        events = world.state.outbox.total
        deliveries = world.state.deliveries.count
    }
}

extension WhatsAppAccount {
    /// A connected account with this phone number id.
    static func sample(_ phoneNumberID: String, owner: Identifier<Customer>? = nil) -> WhatsAppAccount {
        WhatsAppAccount(
            phoneNumberID: phoneNumberID,
            phoneNumber: "+62 857-2516-5424",
            name: "Support",
            status: .connected,
            customerID: owner
        )
    }
}
