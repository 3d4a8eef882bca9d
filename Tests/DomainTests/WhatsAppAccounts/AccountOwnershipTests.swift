import Testing

@testable import Domain

struct AccountOwnershipTests {
    private let conflict = DomainError.conflict(what: "The account", state: "assigned to a customer")

    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `an account without an owner is assigned without changing the customer`(status: CustomerStatus) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: status)
        state.seed(.sample("123456"))
        let assigned = try state.assign(try state.account(phoneNumberID: "123456"), to: customer, at: .start)
        #expect(assigned == .sample("123456", owner: customer.id))
        #expect(try state.account(phoneNumberID: "123456") == assigned)
        #expect(state.accounts(of: customer) == [assigned])
        #expect(state.customers[customer.id] == customer)
        #expect(state.outbox.total == 1)
    }

    @Test func `assigning an account to an archived customer is refused`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: .archived)
        state.seed(.sample("123456"))
        #expect(throws: DomainError.conflict(what: "The customer", state: "archived")) {
            try state.assign(.sample("123456"), to: customer, at: .start)
        }
        #expect(try state.account(phoneNumberID: "123456").customerID == nil)
    }

    @Test func `an account with an owner must be unassigned before another customer gets it`() throws {
        var state = WorldState.sample()
        let owner = try state.addCustomer()
        let other = try state.addCustomer("Other")
        state.seed(.sample("123456", owner: owner.id))
        let account = try state.account(phoneNumberID: "123456")
        #expect(throws: conflict) { try state.assign(account, to: other, at: .start) }
        #expect(try state.assign(account, to: owner, at: .start) == account)
        #expect(state.accounts(of: owner) == [account])
        let freed = try state.unassign(account, at: .start)
        #expect(freed == .sample("123456"))
        #expect(state.accounts(of: owner) == [])
        #expect(try state.assign(freed, to: other, at: .start).customerID == other.id)
        #expect(state.accounts(of: other).map(\.phoneNumberID) == ["123456"])
        #expect(state.outbox.total == 2)
    }

    @Test func `an account without an owner cannot be unassigned`() throws {
        var state = WorldState.sample()
        state.seed(.sample("123456"))
        #expect(throws: DomainError.conflict(what: "The account", state: "not assigned to a customer")) {
            try state.unassign(.sample("123456"), at: .start)
        }
        #expect(try state.account(phoneNumberID: "123456") == .sample("123456"))
    }

    @Test func `a customer stays active when the last account is unassigned`() throws {
        var world = try OnboardingWorld()
        let account = try #require(try world.onboard().account)
        let total = world.state.outbox.total
        _ = try world.state.unassign(account, at: .start)
        #expect(world.presentCustomer?.status == .active)
        #expect(world.state.outbox.total == total)
    }

    @Test func `an account changes its status without an event`() throws {
        var state = WorldState.sample()
        state.seed(.sample("123456"))
        for status in WhatsAppAccount.Status.allCases {
            let changed = state.setStatus(status, of: try state.account(phoneNumberID: "123456"))
            #expect(changed.status == status)
            #expect(try state.account(phoneNumberID: "123456") == changed)
        }
        #expect(state.outbox.total == 0)
    }

    @Test(arguments: ["", "12345", "1234567", "+62 857-2516-5424"])
    func `an unknown number has no account`(id: String) {
        var state = WorldState.sample()
        state.seed(.sample("123456"))
        #expect(throws: DomainError.notFound(resource: "account", id: id)) { try state.account(phoneNumberID: id) }
    }
}
