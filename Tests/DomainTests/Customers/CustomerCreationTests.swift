import Documents
import Domain
import OrderedCollections
import Testing

@Suite struct CustomerCreationTests {
    @Test func `a new customer is pending and has the values of the draft`() throws {
        var state = WorldState.sample(teams: ["A", "B"])
        let draft = CustomerDraft(name: "Acme", email: "admin@acme.io", metadata: ["crm_id": "C-1234"])
        let customer = state.createCustomer(draft, in: state.organization.teams[1], at: .start)
        #expect(customer.name == "Acme")
        #expect(customer.email == "admin@acme.io")
        #expect(customer.metadata == ["crm_id": "C-1234"])
        #expect(customer.status == .pending)
        #expect(customer.archivedAt == nil)
        #expect(customer.teamID == state.organization.teams[1].id)
        #expect(customer.createdAt == .start)
        #expect(customer.updatedAt == .start)
        #expect(try state.customer(customer.id.description) == customer)
    }

    @Test func `creating a customer makes one event with the new customer`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        #expect(state.outbox.events.map(\.kind) == [.customerCreated(customer)])
        #expect(state.outbox.events.first?.createdAt == .start)
    }

    @Test(arguments: [
        ("Acme", "Acme"), ("  Acme   Logistics ", "Acme Logistics"), ("Acme\r\n\tLogistics", "Acme Logistics"),
        ("Ac\u{0}me\u{7F}", "Acme"), ("\u{2003}Café\u{A0}Noir\u{3000}", "Café Noir"), (" \n ", ""),
    ])
    func `a customer's name is kept as one line without extra blanks`(sent: String, kept: String) {
        var state = WorldState.sample()
        let customer = state.createCustomer(CustomerDraft(name: sent), in: state.organization.teams[0], at: .start)
        #expect(customer.name == kept)
    }

    @Test func `two customers may have the same name and email address`() throws {
        var state = WorldState.sample()
        let draft = CustomerDraft(name: "Acme", email: "admin@acme.io")
        let team = try #require(state.organization.teams.first)
        let first = state.createCustomer(draft, in: team, at: .start)
        let second = state.createCustomer(draft, in: team, at: .start)
        #expect(first.id != second.id)
        #expect(first.internalID != second.internalID)
        #expect(state.customers.count == 2)
    }

    @Test(arguments: ["cus_00000000000000000000000000", "", "cus_", "nonsense", "../cus_"])
    func `an unknown customer is not found`(id: String) {
        #expect(throws: DomainError.notFound(resource: "customer", id: id)) { try WorldState.sample().customer(id) }
    }

    @Test func `another world's customer is not found`() throws {
        var other = WorldState.sample(key: "kdv_test_other")
        let foreign = try other.addCustomer()
        var state = WorldState.sample()
        let own = try state.addCustomer()
        #expect(own.id != foreign.id)
        #expect(throws: DomainError.notFound(resource: "customer", id: foreign.id.description)) {
            try state.customer(foreign.id.description)
        }
    }

    @Test func `a customer owns the accounts that name it, oldest first`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let other = try state.addCustomer("Other")
        for (number, owner) in [
            ("111111", customer.id), ("222222", other.id), ("333333", nil), ("444444", customer.id),
        ] {
            state.seed(
                WhatsAppAccount(
                    phoneNumberID: number,
                    phoneNumber: nil,
                    name: nil,
                    status: .connected,
                    customerID: owner
                )
            )
        }
        #expect(state.accounts(of: customer).map(\.phoneNumberID) == ["111111", "444444"])
        #expect(state.accounts(of: other).map(\.phoneNumberID) == ["222222"])
        #expect(state.outbox.total == 2)
    }
}
