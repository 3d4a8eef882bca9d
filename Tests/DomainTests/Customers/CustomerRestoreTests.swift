import Testing

@testable import Domain

struct CustomerRestoreTests {
    private let later = Timestamp.start.adding(.hours(1))

    @Test func `a restored customer is pending and keeps its accounts and setup links`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: .active)
        let link = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        state.seed(.sample("123456", owner: customer.id))
        let archived = try state.archiveCustomer(customer, at: .start)
        let total = state.outbox.total
        let restored = try state.restoreCustomer(archived, at: later)
        #expect(restored.status == .pending)
        #expect(restored.archivedAt == nil)
        #expect(restored.updatedAt == later)
        #expect(restored.createdAt == .start)
        #expect(restored.name == customer.name)
        #expect(state.customers[customer.id] == restored)
        #expect(state.customers.newestFirst(in: .visible(team: nil)).map(\.id) == [customer.id])
        #expect(state.customers.count(in: .status(.archived, team: nil)) == 0)
        #expect(state.accounts(of: restored) == [.sample("123456", owner: customer.id)])
        #expect(state.setupLinks(of: restored, status: .active, at: later) == [link])
        #expect(state.outbox.events(after: total).map(\.kind) == [.customerUpdated(restored)])
        #expect(state.outbox.events.last?.createdAt == later)
    }

    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `only an archived customer can be restored`(status: CustomerStatus) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: status)
        #expect(throws: DomainError.conflict(what: "The customer", state: status.rawValue)) {
            try state.restoreCustomer(customer, at: later)
        }
        #expect(state.customers[customer.id] == customer)
        #expect(state.outbox.total == 1)
    }

    @Test func `a customer, archived or not, is found by its public or its internal id`() throws {
        var state = WorldState.sample()
        let customer = try state.archiveCustomer(try state.addCustomer(), at: .start)
        let other = try state.addCustomer("Other")
        #expect(try state.customer(anyID: customer.id.description) == customer)
        #expect(try state.customer(anyID: customer.internalID) == customer)
        #expect(try state.customer(anyID: other.internalID) == other)
        let restored = try state.restoreCustomer(try state.customer(anyID: customer.internalID), at: later)
        #expect(try state.customer(anyID: customer.internalID) == restored)
        for id in ["", "cus_unknown", "wy6x5lg8rw4", customer.internalID.uppercased()] {
            #expect(throws: DomainError.notFound(resource: "customer", id: id)) { try state.customer(anyID: id) }
        }
        #expect(throws: DomainError.notFound(resource: "customer", id: customer.internalID)) {
            try state.customer(customer.internalID)
        }
    }
}
