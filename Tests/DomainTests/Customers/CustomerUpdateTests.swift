import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct CustomerUpdateTests {
    private let later = Timestamp.start.adding(hours: 1)

    /// A status change that a client asks updateCustomer for, and whether it is allowed.
    struct Transition: CustomTestStringConvertible {
        let from: CustomerStatus
        let target: CustomerStatus

        static let all = CustomerStatus.allCases.flatMap { from in
            CustomerStatus.allCases.map { Transition(from: from, target: $0) }
        }

        /// The table of the contract, written independently of the code under test.
        var isAllowed: Bool {
            [
                "pending pending", "active active", "suspended suspended", "archived archived",
                "active suspended", "suspended active",
            ].contains(testDescription)
        }

        var testDescription: String { "\(from.rawValue) \(target.rawValue)" }
    }

    @Test(arguments: Transition.all)
    func `a customer's status can be patched only as the contract allows`(transition: Transition) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: transition.from)
        #expect(transition.from.canBePatched(to: transition.target) == transition.isAllowed)
        guard !transition.isAllowed else {
            try state.checkStatusChange(of: customer, to: transition.target)
            return
        }
        let detail = "a customer that is \(transition.from.rawValue) cannot become \(transition.target.rawValue)"
        #expect(throws: DomainError.invalidField("status", detail: detail)) {
            try state.checkStatusChange(of: customer, to: transition.target)
        }
    }

    @Test(arguments: Transition.all.filter { $0.isAllowed && $0.from != .archived })
    func `an allowed status is stored, and makes an event if it is a change`(transition: Transition) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: transition.from)
        let isChange = transition.from != transition.target
        var patch = CustomerPatch()
        patch.status = .set(transition.target)
        let changed = try state.updateCustomer(customer, with: patch, at: later)
        #expect(changed.status == transition.target)
        #expect(changed.archivedAt == nil)
        #expect(changed.updatedAt == (isChange ? later : .start))
        #expect(state.customers[customer.id] == changed)
        #expect(state.outbox.events(after: 1).map(\.kind) == (isChange ? [.customerUpdated(changed)] : []))
    }

    @Test(arguments: CustomerStatus.allCases)
    func `an archived customer refuses every patch and keeps everything`(target: CustomerStatus) throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: .archived)
        var patch = CustomerPatch()
        patch.name = .set("New")
        patch.status = .set(target)
        #expect(throws: DomainError.conflict(what: "The customer", state: "archived")) {
            try state.updateCustomer(customer, with: patch, at: later)
        }
        #expect(state.customers[customer.id] == customer)
        #expect(state.outbox.total == 1)
    }

    @Test func `a patch changes the customer's fields that it names and no others`() throws {
        var state = WorldState.sample()
        let team = try #require(state.organization.teams.first)
        let draft = CustomerDraft(name: "Acme", email: "a@acme.io", metadata: ["a": 1])
        let customer = state.createCustomer(draft, in: team, at: .start)
        var patch = CustomerPatch()
        patch.email = .set(nil)
        let changed = try state.updateCustomer(customer, with: patch, at: later)
        #expect(changed.email == nil)
        #expect(changed.name == "Acme")
        #expect(changed.metadata == ["a": 1])
        #expect(changed.status == .pending)
        #expect(changed.createdAt == .start)
        #expect(changed.updatedAt == later)
        #expect(changed.id == customer.id)
        #expect(changed.teamID == customer.teamID)
    }

    @Test func `metadata is replaced as a whole, and cleared by null`() throws {
        var state = WorldState.sample()
        let team = try #require(state.organization.teams.first)
        let draft = CustomerDraft(name: "Acme", metadata: ["a": 1, "b": ["c": 2]])
        let customer = state.createCustomer(draft, in: team, at: .start)
        var patch = CustomerPatch()
        patch.metadata = .set(["b": 3])
        let replaced = try state.updateCustomer(customer, with: patch, at: later)
        #expect(replaced.metadata == ["b": 3])
        patch.metadata = .set(nil)
        let cleared = try state.updateCustomer(replaced, with: patch, at: later)
        #expect(cleared.metadata == nil)
        #expect(state.outbox.events(after: 1).map(\.kind) == [.customerUpdated(replaced), .customerUpdated(cleared)])
    }

    static let unchanging: [CustomerPatch] = {
        var all = CustomerPatch()
        all.name = .set("Acme")
        all.email = .set("a@acme.io")
        all.metadata = .set(["a": 1, "b": ["c": 2, "d": [true, nil]]])
        all.status = .set(.pending)
        var reordered = CustomerPatch()
        reordered.metadata = .set(["b": ["d": [true, nil], "c": 2.0], "a": 1])
        return [CustomerPatch(), all, reordered]
    }()

    @Test(arguments: unchanging.indices)
    func `a patch with equal values does not change the customer or make an event`(index: Int) throws {
        var state = WorldState.sample()
        let team = try #require(state.organization.teams.first)
        let metadata: JSONObject = ["a": 1, "b": ["c": 2, "d": [true, nil]]]
        let draft = CustomerDraft(name: "Acme", email: "a@acme.io", metadata: metadata)
        let customer = state.createCustomer(draft, in: team, at: .start)
        let json = state.customers.json(of: customer.id)
        let answer = try state.updateCustomer(customer, with: Self.unchanging[index], at: later)
        #expect(answer == customer)
        #expect(answer.updatedAt == .start)
        #expect(state.customers[customer.id] == customer)
        #expect(state.customers.json(of: customer.id) == json)
        #expect(state.outbox.total == 1)
    }
}
