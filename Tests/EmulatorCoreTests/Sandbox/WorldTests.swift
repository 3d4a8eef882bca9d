import Domain
import EmulatorCore
import Testing

@Suite struct WorldTests {
    @Test func `a refused change leaves the state of the world unchanged`() throws {
        let world = World.sample()
        let id = try world.addCustomer()
        try world.transaction { state throws(DomainError) in
            _ = try state.archiveCustomer(try state.customer(id), at: .start)
        }
        let before = world.transaction { Trace($0, of: id) }
        #expect(throws: DomainError.notFound(resource: "customer", id: "cus_unknown")) {
            try world.transaction { state throws(DomainError) in
                try state.archiveCustomer(try state.customer("cus_unknown"), at: .start)
            }
        }
        #expect(throws: DomainError.conflict(what: "The customer", state: "archived")) {
            try world.transaction { state throws(DomainError) in
                try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start)
            }
        }
        #expect(world.transaction { Trace($0, of: id) } == before)
        #expect(before.status == .archived)
    }

    @Test func `a thousand parallel changes of a world are all applied`() async throws {
        let world = World.sample()
        world.transaction { $0.organization.limits.connectedAccounts = 0 }
        let ids = try await withThrowingTaskGroup { group in
            for number in 0..<1000 {
                group.addTask {
                    world.transaction { state in
                        let count = state.organization.limits.connectedAccounts ?? 0
                        state.organization.limits.connectedAccounts = count + 1
                    }
                    return try world.addCustomer("Customer \(number)")
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        let trace = world.transaction { state in
            (
                limit: state.organization.limits.connectedAccounts, customers: state.customers.count,
                listed: state.customers.newestFirst(in: .visible(team: nil)).map(\.id.description),
                events: state.outbox.events.map(\.id), total: state.outbox.total
            )
        }
        #expect(trace.limit == 1000)
        #expect(ids.count == 1000)
        #expect(trace.customers == 1000)
        #expect(Set(trace.listed) == ids)
        #expect(trace.listed.count == 1000)
        #expect(trace.total == 1000)
        #expect(Set(trace.events).count == 1000)
    }

    @Test func `a request is admitted with the organization and the clock that the last change has left`() {
        let world = World.sample()
        #expect(world.admission(at: .start).organization.name == world.read(at: .start) { $0.organization.name })
        world.transaction { $0.organization.name = "Other" }
        world.setClock(.frozen, to: .start.adding(milliseconds: 5), wall: .start)
        let later = Timestamp.start.adding(milliseconds: 60_000)
        let admission = world.admission(at: later)
        #expect(admission.organization.name == "Other")
        #expect(admission.now == .start.adding(milliseconds: 5))
    }

    @Test func `a request is admitted while another one changes the state`() {
        let world = World.sample()
        world.transaction { $0.organization.name = "Before" }
        let name = world.transaction { state in
            state.organization.name = "After"
            return world.admission(at: .start).organization.name
        }
        #expect(name == "Before")
    }

    @Test func `the timers that are due run before a request is admitted`() throws {
        let world = World.sample()
        let id = try world.addCustomer()
        let link = try world.transaction { state throws(DomainError) in
            state.organization.onboarding.mode = .automatic
            return try state.createSetupLink(SetupLinkDraft(), for: try state.customer(id), at: .start).id
        }
        let later = Timestamp.start.adding(milliseconds: 3_600_000)
        _ = world.admission(at: later)
        #expect(world.transaction { $0.setupLinks[link]?.status(at: later) } == .consumed)
    }

    @Test func `pending responses are cancelled when the world ends`() {
        let pending = PendingAnswers()
        let cancelled = Counter()
        let given = pending.add { cancelled.add() }
        for _ in 0..<3 { #expect(pending.add { cancelled.add() } != nil) }
        if let given { pending.remove(given) }
        #expect(given != nil)
        #expect(pending.close() == 3)
        #expect(cancelled.value == 3)
        #expect(pending.close() == 0)
        #expect(pending.add { cancelled.add() } == nil)
        #expect(cancelled.value == 3)
    }
}

/// The parts of a state that a change could affect.
private struct Trace: Equatable, Sendable {
    let organization: Organization
    let name: String?
    let status: CustomerStatus?
    let customers: Int
    let links: Int
    let events: Int
    let nextIDs: IdentifierGenerator

    init(_ state: WorldState, of id: String) {
        organization = state.organization
        name = state.customers[Identifier(id)]?.name
        status = state.customers[Identifier(id)]?.status
        customers = state.customers.count
        links = state.setupLinks.count
        events = state.outbox.total
        nextIDs = state.generator
    }
}
