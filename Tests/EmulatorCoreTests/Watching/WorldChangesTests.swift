import Domain
import OrderedCollections
import Testing

@testable import EmulatorCore

@Suite struct WorldChangesTests {
    private let test = TestRegistry(seed: 42)

    private func changes(_ sandbox: Sandbox, since name: String? = nil) throws -> WorldChanges {
        try #require(sandbox.changes(sinceSnapshot: name, wall: test.registry.now))
    }

    private func customers(_ ids: String...) -> [ObjectName] { ids.map { ObjectName(.customer, $0) } }

    /// The objects that may differ, without the organization, which always may.
    private func objects(_ sandbox: Sandbox, since name: String? = nil) throws -> [ObjectName] {
        try changes(sandbox, since: name).objects.filter { $0.kind != .organization }
    }

    // MARK: Objects

    @Test func `changes are those since the last reset or since a snapshot`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let first = try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "s", wall: .start)
        let second = try sandbox.world.addCustomer()
        #expect(try objects(sandbox) == customers(first, second))
        #expect(try objects(sandbox, since: "s") == customers(second))
        #expect(try changes(sandbox, since: "s").before.state.customers.count == 1)
        #expect(try changes(sandbox, since: "s").after.state.customers.count == 2)
        #expect(sandbox.changes(sinceSnapshot: "t", wall: .start) == nil)
        _ = test.registry.reset(sandbox)
        #expect(try objects(sandbox) == [])
    }

    @Test func `the organization is among the objects at the place of its first change`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let first = try sandbox.world.addCustomer()
        test.registry.configure(sandbox, with: .naming("Other"))
        let second = try sandbox.world.addCustomer()
        let name = ObjectName(.organization, sandbox.organization.id.description)
        #expect(try changes(sandbox).objects == customers(first) + [name] + customers(second))
        sandbox.takeSnapshot(named: "s", wall: .start)
        #expect(try changes(sandbox, since: "s").objects == [name])
    }

    @Test func `a restore brings back the changes up to the snapshot and forgets those after it`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let first = try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "early", wall: .start)
        let second = try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "late", wall: .start)
        try sandbox.world.addCustomer()
        _ = test.registry.restore(sandbox, snapshot: "late")
        #expect(try objects(sandbox) == customers(first, second))
        #expect(try objects(sandbox, since: "early") == customers(second))
        #expect(try objects(sandbox, since: "late") == [])
        #expect(try changes(sandbox, since: "late").events == [:])
        let third = try sandbox.world.addCustomer()
        #expect(try objects(sandbox, since: "late") == customers(third))
    }

    @Test func `the log forgets the marks of snapshots that were replaced or deleted, also after a restore`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        let markCount = { sandbox.world.loggedState(wall: .start).changes.marks.count }
        for name in ["kept", "other", "other"] { sandbox.takeSnapshot(named: name, wall: .start) }
        #expect(markCount() == 2)
        sandbox.takeSnapshot(named: "last", wall: .start)
        #expect(sandbox.removeSnapshot(named: "other"))
        #expect(markCount() == 2)
        _ = test.registry.restore(sandbox, snapshot: "last")
        #expect(markCount() == 2)
        let customer = try sandbox.world.addCustomer()
        #expect(try objects(sandbox, since: "kept") == customers(customer))
        #expect(try objects(sandbox, since: "last") == customers(customer))
    }

    @Test func `whole worlds are compared with a snapshot from before a reset`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.world.transaction { $0.seed(.numbered("1")) }
        sandbox.takeSnapshot(named: "s", wall: .start)
        _ = test.registry.reset(sandbox)
        let customer = try sandbox.world.addCustomer()
        sandbox.world.transaction { $0.seed(.numbered("2")) }
        let expected = customers(customer) + ["2", "1"].map { ObjectName(.account, $0) }
        #expect(try objects(sandbox, since: "s") == expected)
        let changes = try changes(sandbox, since: "s")
        #expect(changes.before.state.accounts.all.map(\.phoneNumberID) == ["1"])
        #expect(changes.events == ["customer.created": 1])
    }

    @Test func `whole worlds are compared with a snapshot that is newer than the restored one`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        sandbox.takeSnapshot(named: "early", wall: .start)
        let gone = try sandbox.world.addCustomer()
        sandbox.takeSnapshot(named: "late", wall: .start)
        _ = test.registry.restore(sandbox, snapshot: "early")
        #expect(try objects(sandbox, since: "late") == customers(gone))
        #expect(try changes(sandbox, since: "late").events == [:])
    }

    @Test func `an import starts the changes anew`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        try sandbox.world.addCustomer()
        let state = sandbox.world.transaction { $0 }
        _ = try test.registry.replaceState(of: sandbox, with: state)
        #expect(try objects(sandbox) == [])
        #expect(try changes(sandbox).events == [:])
        let new = try sandbox.world.addCustomer()
        #expect(try objects(sandbox) == customers(new))
        #expect(try changes(sandbox).events == ["customer.created": 1])
    }

    // MARK: Events and deliveries

    @Test func `events and new deliveries are counted since the snapshot`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        for _ in 0..<2 { sandbox.world.addEndpoint() }
        try sandbox.world.addCustomer()
        #expect(try changes(sandbox).deliveries == [.pending: 2])
        sandbox.takeSnapshot(named: "s", wall: .start)
        #expect(try changes(sandbox, since: "s").deliveries == [:])
        for _ in 0..<2 { try sandbox.world.addCustomer() }
        let report = AttemptReport(headers: [], outcome: .answered(ReceiverAnswer(status: 200)), tookMilliseconds: 1)
        sandbox.world.transaction { state in
            for ticket in state.startAttempts(wall: .start) { _ = state.finishAttempt(ticket, report, wall: .start) }
            for ticket in state.startAttempts(wall: .start) { _ = state.finishAttempt(ticket, report, wall: .start) }
        }
        let changes = try changes(sandbox, since: "s")
        #expect(changes.events == ["customer.created": 2])
        #expect(changes.evictedEvents == 0)
        // Each endpoint has received the event before the snapshot and one of the two after it.
        #expect(changes.deliveries == [.pending: 2, .delivered: 2])
        #expect(!changes.objects.contains { $0.kind == .webhookDelivery })
    }

    @Test func `events that the outbox no longer keeps are counted apart`() throws {
        let sandbox = try test.sandbox("kdv_test_a")
        try sandbox.world.transaction { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            for _ in 0..<(Outbox.capacity + 3) {
                _ = state.createCustomer(CustomerDraft(name: "Acme"), in: team, at: .start)
            }
        }
        let changes = try changes(sandbox)
        #expect(changes.events == ["customer.created": Outbox.capacity])
        #expect(changes.evictedEvents == 3)
    }
}

extension WhatsAppAccount {
    fileprivate static func numbered(_ id: String) -> WhatsAppAccount {
        WhatsAppAccount(phoneNumberID: id, phoneNumber: "+62 857-2516-5424", name: "Acme", status: .connected)
    }
}
