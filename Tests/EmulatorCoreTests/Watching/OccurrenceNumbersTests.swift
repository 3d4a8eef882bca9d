import Documents
import Domain
import Testing

@testable import EmulatorCore

@Suite struct OccurrenceNumbersTests {
    private let later = Timestamp.start.adding(WebhookDelivery.lifetime)

    private func addCustomers(_ count: Int, to world: World, at now: Timestamp = .start) throws {
        try world.transaction { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            for _ in 0..<count { _ = state.createCustomer(CustomerDraft(name: "Acme"), in: team, at: now) }
        }
    }

    private func state(of world: World) -> WorldState { world.loggedState(wall: .start).present.state }

    /// A state of three events with a delivery each.
    private func threeDeliveries() throws -> WorldState {
        let world = World.sample()
        world.addEndpoint()
        try addCustomers(3, to: world)
        return state(of: world)
    }

    /// A state of three events whose first delivery was removed.
    private func twoOfThreeDeliveries() throws -> WorldState {
        let world = World.sample()
        world.addEndpoint()
        try addCustomers(1, to: world)
        try addCustomers(2, to: world, at: later)
        return state(of: world)
    }

    /// The numbers of the kept events, oldest first.
    private func events(of world: World) -> [Int] {
        world.readNumbered(at: .start) { state, numbers in
            state.outbox.events.indices.map { numbers.number(ofEventAt: $0) }
        }
    }

    private func lastEvictedEvent(of world: World) -> Int? {
        world.readNumbered(at: .start) { _, numbers in numbers.lastEvictedEvent }
    }

    /// The numbers of the deliveries, oldest first.
    private func deliveries(of world: World) -> [Int] {
        world.readNumbered(at: .start) { state, numbers in
            var found: [Int] = []
            for delivery in state.deliveries.newestFirst(in: .init()) {
                found.append(numbers.number(of: delivery.id, in: state))
            }
            return found.reversed()
        }
    }

    @Test func `a world first numbers the events that it begins with, then their deliveries, then later ones`() throws {
        let world = World.sample(try threeDeliveries())
        #expect(events(of: world) == [1, 2, 3])
        #expect(deliveries(of: world) == [4, 5, 6])
        try addCustomers(1, to: world)
        #expect(events(of: world) == [1, 2, 3, 7])
        #expect(deliveries(of: world) == [4, 5, 6, 8])
    }

    @Test func `worlds that begin with the same state have numbers of their own`() throws {
        let state = try threeDeliveries()
        let changes = ChangeLog(startingWith: DatedState(state, wall: .start))
        let budget = JournalBudget()
        let worlds = (0..<2).map { _ in World(state: state, changes: changes, seed: .sample, budget: budget) }
        #expect(worlds.map { events(of: $0) } == [[1, 2, 3], [7, 8, 9]])
        #expect(worlds.map { deliveries(of: $0) } == [[4, 5, 6], [10, 11, 12]])
        try addCustomers(1, to: worlds[0])
        #expect(events(of: worlds[0]) == [1, 2, 3, 13])
        #expect(deliveries(of: worlds[0]) == [4, 5, 6, 14])
    }

    @Test func `a dry run numbers what it begins with, and uses no number of the others`() throws {
        let world = World.sample(try threeDeliveries())
        let dryRun = World(dryRunOf: world, wall: .start)
        try addCustomers(1, to: dryRun)
        #expect(events(of: dryRun) == [1, 2, 3, 7])
        try addCustomers(1, to: world)
        #expect(events(of: world) == [1, 2, 3, 7])
    }

    @Test func `deliveries keep their numbers when older ones are removed`() throws {
        let world = World.sample(try twoOfThreeDeliveries())
        #expect(deliveries(of: world) == [5, 6])
        try addCustomers(1, to: world, at: later)
        #expect(deliveries(of: world) == [5, 6, 8])
        try addCustomers(1, to: world, at: later.adding(WebhookDelivery.lifetime))
        #expect(deliveries(of: world) == [10])
        #expect(events(of: world) == [1, 2, 3, 7, 9])
    }

    @Test func `imported deliveries are numbered although the first ones had been removed`() throws {
        let exported = try twoOfThreeDeliveries().exported
        let json = try JSONValue(parsing: exported, maximumDepth: WorldState.exportDepth)
        let world = World.sample(try WorldState(importing: json))
        #expect(events(of: world) == [1, 2, 3])
        #expect(deliveries(of: world) == [4, 5])
        try addCustomers(1, to: world, at: later)
        #expect(deliveries(of: world) == [4, 5, 7])
    }

    @Test func `events keep their numbers when older ones are evicted`() throws {
        let capacity = Outbox.capacity
        let old = World.sample()
        try addCustomers(capacity - 1, to: old)
        let world = World.sample(state(of: old))
        #expect(events(of: world) == Array(1..<capacity))
        #expect(lastEvictedEvent(of: world) == nil)
        try addCustomers(2, to: world)
        #expect(events(of: world) == Array(2...capacity + 1))
        #expect(lastEvictedEvent(of: world) == 1)
        try addCustomers(capacity, to: world)
        #expect(events(of: world) == Array(capacity + 2...2 * capacity + 1))
        #expect(lastEvictedEvent(of: world) == capacity + 1)
    }
}
