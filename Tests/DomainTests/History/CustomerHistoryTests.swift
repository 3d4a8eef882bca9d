import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct CustomerHistoryTests {
    private static func after(_ seconds: Int64) -> Timestamp { .start.adding(.seconds(seconds)) }

    /// The history of a customer in a world that began with `beginning`, or empty.
    private func history(
        of id: Identifier<Customer>,
        in state: WorldState,
        since beginning: WorldState = .sample(),
        at now: Timestamp = after(1000)
    ) throws -> CustomerHistory {
        state.history(of: try #require(state.customers[id]), since: beginning, at: now)
    }

    private func rename(_ name: String) -> CustomerPatch {
        var patch = CustomerPatch()
        patch.name = .set(name)
        return patch
    }

    /// A world that began with an active customer, as a scenario seeds it, without an event.
    private func seededWorld(_ link: (inout SetupLink) -> Void = { _ in }) throws -> (WorldState, Customer) {
        var made = WorldState.sample()
        var customer = try made.addCustomer(in: .active)
        var state = WorldState.sample()
        customer.name = "Seeded"
        state.customers.insert(customer)
        var seeded = try made.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        link(&seeded)
        state.setupLinks.insert(seeded)
        return (state, customer)
    }

    @Test func `a history has everything that happened to a customer, newest first`() throws {
        var world = try OnboardingWorld()
        let id = world.customer.id
        world.now = Self.after(10)
        let account = try #require(try world.onboard().account)
        let revoked = try world.state.createSetupLink(SetupLinkDraft(), for: world.customer, at: Self.after(20))
        _ = try world.state.revokeSetupLink(revoked, at: Self.after(30))
        let customer = { (state: WorldState) in try #require(state.customers[id]) }
        _ = try world.state.updateCustomer(try customer(world.state), with: rename("New"), at: Self.after(40))
        let freed = try world.state.unassign(account, at: Self.after(50))
        _ = try world.state.assign(freed, to: try customer(world.state), at: Self.after(60))
        let archived = try world.state.archiveCustomer(try customer(world.state), at: Self.after(70))
        _ = try world.state.restoreCustomer(archived, at: Self.after(80))

        let history = try history(of: id, in: world.state)
        #expect(
            history.entries.map(\.kind) == [
                .restored, .archived, .accountAssigned, .accountUnassigned, .updated, .setupLinkRevoked,
                .setupLinkCreated, .accountConnected, .setupLinkConsumed, .setupLinkCreated, .created,
            ]
        )
        #expect(history.entries.map(\.at) == [80, 70, 60, 50, 40, 30, 20, 10, 10, 0, 0].map(Self.after))
        #expect(!history.isShortened)
        let links = history.entries.compactMap(\.setupLink)
        #expect(links == [revoked.id, revoked.id, world.link.id, world.link.id])
        #expect(history.entries.compactMap(\.account) == Array(repeating: account.phoneNumberID ?? "", count: 3))
        let reported = history.entries.filter { $0.event != nil }
        #expect(reported.map(\.kind).contains(.accountAssigned) == false)
        #expect(reported.count == 8)
    }

    @Test func `an entry has the fields that changed, with their values before and after`() throws {
        var world = try OnboardingWorld()
        _ = try world.onboard()
        var patch = rename("New")
        patch.metadata = .set(["branch": "Jakarta"])
        patch.email = .set("a@example.com")
        patch.status = .set(.suspended)
        _ = try world.state.updateCustomer(try #require(world.presentCustomer), with: patch, at: Self.after(1))
        let entries = try history(of: world.customer.id, in: world.state).entries
        #expect(
            entries.first?.fields == [
                JSONDifference(JSONPointer(["name"]), from: "Acme Logistics", to: "New"),
                JSONDifference(JSONPointer(["email"]), from: .null, to: "a@example.com"),
                JSONDifference(JSONPointer(["status"]), from: "active", to: "suspended"),
                JSONDifference(JSONPointer(["metadata"]), from: .null, to: ["branch": "Jakarta"]),
            ]
        )
        let activation = entries.first { $0.kind == .setupLinkConsumed }
        #expect(activation?.fields == [JSONDifference(JSONPointer(["status"]), from: "pending", to: "active")])
        #expect(entries.first { $0.kind == .created }?.fields == [])
    }

    @Test func `entries of the same time are in the order in which they happened`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        state.seed(.sample("123456"))
        var account = try state.account(phoneNumberID: "123456")
        for name in ["A", "B"] {
            account = try state.assign(account, to: customer, at: .start)
            let present = try #require(state.customers[customer.id])
            _ = try state.updateCustomer(present, with: rename(name), at: .start)
            account = try state.unassign(account, at: .start)
        }
        let kinds = try history(of: customer.id, in: state).entries.map(\.kind)
        let round: [CustomerHistory.Kind] = [.accountUnassigned, .updated, .accountAssigned]
        #expect(kinds == round + round + [.created])
    }

    @Test func `the expiry of a link is at its place in time, and only when it has passed`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        _ = try state.updateCustomer(customer, with: rename("New"), at: .start.adding(hours: 2))
        let early = try history(of: customer.id, in: state, at: .start.adding(.minutes(59)))
        #expect(early.entries.map(\.kind) == [.updated, .setupLinkCreated, .created])
        let late = try history(of: customer.id, in: state, at: .start.adding(hours: 3))
        #expect(late.entries.map(\.kind) == [.updated, .setupLinkExpired, .setupLinkCreated, .created])
        #expect(late.entries[1].at == link.expiresAt)
        #expect(late.entries[1].event == nil)
    }

    @Test func `nothing of other customers is in a history`() throws {
        var world = try OnboardingWorld()
        let other = try world.state.addCustomer("Other")
        _ = try world.onboard()
        #expect(try history(of: other.id, in: world.state).entries.map(\.kind) == [.created])
    }

    @Test func `a triggered event is not in a history, because nothing has changed`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        _ = state.trigger(at: .start) { id in
            WebhookEvent(type: "customer.archived", id: id.description, source: .kirim, body: Array("{}".utf8))
        }
        #expect(try history(of: customer.id, in: state).entries.map(\.kind) == [.created])
    }

    // MARK: Customers without events

    @Test func `the history of a seeded customer begins with what its objects show`() throws {
        var (state, customer) = try seededWorld { $0.consumedAt = Self.after(5) }
        var account = WhatsAppAccount.sample("123456", owner: customer.id)
        account.onboardedAt = Self.after(6)
        state.seed(account)
        let entries = try history(of: customer.id, in: state, since: state).entries
        #expect(entries.map(\.kind) == [.accountConnected, .setupLinkConsumed, .setupLinkCreated, .created])
        #expect(entries.allSatisfy { $0.event == nil })
    }

    @Test func `the first change of a seeded customer is compared with the beginning of the world`() throws {
        let (beginning, customer) = try seededWorld()
        var state = beginning
        _ = try state.updateCustomer(customer, with: rename("New"), at: Self.after(1))
        let entry = try history(of: customer.id, in: state, since: beginning).entries.first
        #expect(entry?.fields == [JSONDifference(JSONPointer(["name"]), from: "Seeded", to: "New")])
    }

    @Test func `a change before the beginning of a restored world has no fields unless they are known`() throws {
        var (state, customer) = try seededWorld()
        customer = try state.updateCustomer(customer, with: rename("First"), at: Self.after(1))
        customer = try state.updateCustomer(customer, with: rename("Second"), at: Self.after(2))
        let restored = state
        _ = try state.updateCustomer(customer, with: rename("Third"), at: Self.after(3))
        let updates = try history(of: customer.id, in: state, since: restored).entries.filter { $0.kind == .updated }
        let name = JSONPointer(["name"])
        #expect(
            updates.map(\.fields) == [
                [JSONDifference(name, from: "Second", to: "Third")],
                [JSONDifference(name, from: "First", to: "Second")],
                [],
            ]
        )
    }

    @Test func `a number that was assigned counts as assigned, not as connected`() throws {
        var (state, customer) = try seededWorld()
        var account = WhatsAppAccount.sample("123456")
        account.onboardedAt = .start
        state.seed(account)
        _ = try state.assign(account, to: customer, at: Self.after(1))
        let kinds = try history(of: customer.id, in: state, since: state).entries.map(\.kind)
        #expect(kinds.contains(.accountAssigned))
        #expect(!kinds.contains(.accountConnected))
    }

    // MARK: Limits

    @Test func `a history without its oldest events says so`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let updated = try state.updateCustomer(customer, with: rename("New"), at: Self.after(1))
        for number in 0..<Outbox.capacity {
            let event = DomainEvent(
                id: Identifier("evt_\(number)"),
                createdAt: Self.after(2),
                kind: .conversationClosed(Identifier("cnv_1"))
            )
            state.outbox.append(event)
        }
        let later = try state.updateCustomer(updated, with: rename("Newer"), at: Self.after(3))
        let history = try history(of: later.id, in: state)
        #expect(history.entries.map(\.kind) == [.updated, .created])
        #expect(history.entries[0].fields == [], "the event before the change is no longer kept")
        #expect(history.isShortened)
        #expect(try self.history(of: try state.addCustomer().id, in: state).isShortened == false)
    }

    @Test func `a history has the newest entries up to its limit`() throws {
        var state = WorldState.sample()
        var customer = try state.addCustomer()
        for number in 0..<CustomerHistory.limit {
            customer = try state.updateCustomer(customer, with: rename("\(number)"), at: Self.after(Int64(number)))
        }
        let history = try history(of: customer.id, in: state)
        #expect(history.entries.count == CustomerHistory.limit)
        #expect(history.entries.allSatisfy { $0.kind == .updated && $0.fields.count == 1 })
        #expect(history.isShortened)
    }

    @Test func `only the newest changes without an event are kept, and a history that lost some says so`() throws {
        var state = WorldState.sample()
        let other = try state.addCustomer()
        let customer = try state.addCustomer()
        let third = try state.addCustomer()
        for id in ["123456", "234567", "345678"] { state.seed(.sample(id)) }
        _ = try state.assign(.sample("234567"), to: other, at: .start)
        let rounds = UnreportedChanges.capacity / 2 + 1
        for number in 0..<rounds {
            let now = Self.after(Int64(number))
            let assigned = try state.assign(.sample("123456"), to: customer, at: now)
            _ = try state.unassign(assigned, at: now)
        }
        _ = try state.assign(.sample("345678"), to: third, at: Self.after(999))
        #expect(state.unreportedChanges.changes.count == UnreportedChanges.capacity)
        #expect(state.unreportedChanges.changes.first?.at == Self.after(1))
        for world in [state, try WorldState(importing: try JSONValue(parsing: state.exported))] {
            #expect(Set(world.unreportedChanges.shortenedCustomers) == [customer.id, other.id])
            #expect(try history(of: customer.id, in: world).isShortened)
            #expect(try history(of: other.id, in: world).isShortened)
            #expect(try history(of: third.id, in: world).isShortened == false)
        }
    }

    @Test func `an assignment that changes nothing is not in the history`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        state.seed(.sample("123456"))
        let assigned = try state.assign(.sample("123456"), to: customer, at: .start)
        _ = try state.assign(assigned, to: customer, at: .start)
        #expect(state.unreportedChanges.changes.count == 1)
    }

    // MARK: Export

    @Test func `an exported and imported world has the same history`() throws {
        let state = try RichWorld().state
        let imported = try WorldState(importing: try JSONValue(parsing: state.exported))
        #expect(imported.unreportedChanges.changes == state.unreportedChanges.changes)
        for customer in state.customers.byAge {
            let before = try history(of: customer.id, in: state, since: state).entries
            #expect(try history(of: customer.id, in: imported, since: imported).entries == before)
        }
    }
}
