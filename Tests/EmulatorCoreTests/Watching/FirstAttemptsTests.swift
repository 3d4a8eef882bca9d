import Domain
import Testing

@testable import EmulatorCore

@Suite struct FirstAttemptsTests {
    /// Creates customers; returns the deliveries of their events.
    private func deliveries(_ count: Int, in world: World) throws -> [Identifier<WebhookDelivery>] {
        world.addEndpoint()
        return try (0..<count).flatMap { number in
            try world.change(at: .start) { state throws(DomainError) in
                let team = try state.organization.team(requested: nil)
                _ = state.createCustomer(CustomerDraft(name: "\(number)"), in: team, at: .start)
            }.deliveries
        }
    }

    /// Makes the next attempt, with that status as its answer.
    private func attempt(_ status: Int, in world: World) throws {
        let ticket = world.transaction { $0.startOneAttempt(wall: .start) }
        let report = AttemptReport(headers: [], outcome: .answered(ReceiverAnswer(status: status)), tookMilliseconds: 0)
        let started = try #require(ticket)
        world.transaction { state in _ = state.finishAttempt(started, report, wall: .start) }
    }

    @Test func `a wait for first attempts ends with the last of them, whatever their answers are`() throws {
        let world = World.sample()
        let ids = try deliveries(2, in: world)
        let ended = Counter()
        let wait = FirstAttempts(of: ids, in: world) { ended.add() }
        try attempt(500, in: world)
        #expect(ended.value == 0)
        #expect(world.source.isObserved)
        try attempt(200, in: world)
        #expect(ended.value == 1)
        #expect(!world.source.isObserved)
        wait.cancel()
        #expect(ended.value == 1)
    }

    @Test func `a wait for attempts that have ended before ends at once`() throws {
        let world = World.sample()
        let ids = try deliveries(1, in: world)
        try attempt(410, in: world)
        let ended = Counter()
        _ = FirstAttempts(of: ids + [Identifier("wbd_none")], in: world) { ended.add() }
        #expect(ended.value == 1)
        #expect(!world.source.isObserved)
    }

    @Test func `a cancelled wait for first attempts calls nothing`() throws {
        let world = World.sample()
        let ids = try deliveries(1, in: world)
        let ended = Counter()
        FirstAttempts(of: ids, in: world) { ended.add() }.cancel()
        #expect(!world.source.isObserved)
        try attempt(200, in: world)
        #expect(ended.value == 0)
    }

    @Test func `a wait for first attempts ignores later ones and those of other deliveries`() throws {
        let world = World.sample()
        let ids = try deliveries(2, in: world)
        let ended = Counter()
        let wait = FirstAttempts(of: [ids[1]], in: world) { ended.add() }
        try attempt(500, in: world)
        #expect(ended.value == 0)
        try attempt(200, in: world)
        #expect(ended.value == 1)
        wait.cancel()
    }
}
