import Documents
import Domain
import Testing

@testable import EmulatorCore

/// What a world releases.
@Suite struct WorldHoldTests {
    private static func requests(_ id: String = "h") throws -> Hold {
        let matcher = try RequestMatcher(["any": true], at: "/request")
        return Hold(id: id, source: ["any": true], subject: .requests(matcher, .beforeCommit))
    }

    private static func deliveries(_ id: String = "h") throws -> Hold {
        let matcher = try DeliveryMatcher(["event": "customer.*"], at: "/delivery")
        return Hold(id: id, source: ["event": "customer.*"], subject: .deliveries(matcher))
    }

    /// The ids of the deliveries that a world would attempt now.
    private func started(_ world: World) -> [Identifier<WebhookDelivery>] {
        world.transaction { state in
            var policy = state.policy
            policy.order = .none
            state.setPolicy(policy)
            return state.startAttempts(wall: .start).map(\.delivery)
        }
    }

    @Test func `a world reports only the requests that continue as released`() throws {
        let world = World.sample()
        let hold = try Self.requests()
        _ = world.holds.add(hold)
        for seq in 1...4 {
            let request = HeldRequest(seq: seq, at: .start, method: "GET", path: "/") { seq != 2 }
            _ = world.holds.stop(request, .getMe, in: .beforeCommit)
        }
        #expect(world.held(by: hold).map(\.reference.description) == (1...4).map { "request:\($0)" })
        #expect(world.release([.request(3), .request(2), .request(9)], of: hold) == [.request(3)])
        #expect(world.endHold(hold) == [.request(1), .request(4)])
        #expect(world.holds.all.isEmpty)
    }

    @Test func `held deliveries are not attempted before their release, and then in its order`() throws {
        let world = World.sample()
        world.addEndpoint()
        let hold = try Self.deliveries()
        _ = world.holds.add(hold)
        for name in ["1", "2", "3"] { try world.addCustomer(name) }
        #expect(started(world).isEmpty)
        let held = world.held(by: hold).map(\.reference)
        #expect(held.count == 3)
        #expect(world.release([held[2], held[0], held[2]], of: hold) == [held[2], held[0]])
        #expect(started(world).map { ObservationRef.Name.delivery($0) } == [held[2], held[0]])
        try world.addCustomer("4")
        #expect(world.held(by: hold).count == 2)
        #expect(world.endHold(hold).count == 2)
        #expect(started(world).count == 2)
        try world.addCustomer("5")
        #expect(started(world).count == 1)
    }

    @Test func `a change reports the deliveries that it has caused`() throws {
        let world = World.sample()
        world.addEndpoint()
        let changed = try world.change(at: .start) { state throws(DomainError) in
            let team = try state.organization.team(requested: nil)
            _ = state.createCustomer(CustomerDraft(name: "A"), in: team, at: .start)
        }
        #expect(changed.deliveries == started(world))
        #expect(changed.deliveries.count == 1)
        #expect(world.change(at: .start) { _ in }.deliveries.isEmpty)
    }
}
