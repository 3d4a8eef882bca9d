import Testing

@testable import Domain

@Suite struct CustomerArchiveTests {
    private let later = Timestamp.start.adding(hours: 1)

    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `a customer who is not archived can be archived`(status: CustomerStatus) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: status)
        let archived = try state.archiveCustomer(customer, at: later)
        #expect(archived.status == .archived)
        #expect(archived.archivedAt == later)
        #expect(archived.updatedAt == later)
        #expect(archived.createdAt == .start)
        #expect(archived.name == customer.name)
        #expect(try state.customer(customer.id.description) == archived)
        #expect(state.outbox.events(after: 1).map(\.kind) == [.customerArchived(archived)])
    }

    @Test func `an archived customer cannot be archived again`() throws {
        var state = WorldState.sample()
        let archived = try state.archiveCustomer(try state.addCustomer(), at: later)
        #expect(throws: DomainError.conflict(what: "The customer", state: "archived")) {
            try state.archiveCustomer(archived, at: later.adding(hours: 1))
        }
        #expect(state.customers[archived.id] == archived)
        #expect(state.outbox.total == 2)
    }

    @Test func `archived customers are hidden, but counted and listed by their status`() throws {
        var state = WorldState.sample()
        let kept = try state.addCustomer("Kept")
        let archived = try state.archiveCustomer(try state.addCustomer("Archived"), at: later)
        #expect(state.customers.count == 2)
        #expect(state.customers.newestFirst(in: .visible(team: nil)).map(\.id) == [kept.id])
        #expect(state.customers.newestFirst(in: .visible(team: kept.teamID)).map(\.id) == [kept.id])
        #expect(state.customers.newestFirst(in: .status(.archived, team: nil)).map(\.id) == [archived.id])
        #expect(state.customers.newestFirst(in: .status(.pending, team: nil)).map(\.id) == [kept.id])
    }

    @Test func `accounts and links of an archived customer stay`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        let account = WhatsAppAccount(
            phoneNumberID: "123456",
            phoneNumber: nil,
            name: nil,
            status: .connected,
            customerID: customer.id
        )
        state.seed(account)
        let archived = try state.archiveCustomer(customer, at: later)
        #expect(state.accounts(of: archived) == [account])
        #expect(state.setupLinks(of: archived, status: .active, at: later) == [link])
    }
}
