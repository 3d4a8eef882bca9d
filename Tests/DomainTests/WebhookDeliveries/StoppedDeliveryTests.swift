import Documents
import Testing

@testable import Domain

/// Deliveries that a hold stops.
@Suite struct StoppedDeliveryTests {
    /// A world with one endpoint and this many deliveries that the hold `h` has stopped.
    private func world(stopped: Int) throws -> WorldState {
        var state = WorldState.sample()
        _ = state.addEndpoint()
        for _ in 0..<stopped { _ = try state.addCustomer() }
        state.enqueueAddedDeliveries(deciding: { _ in nil }, stoppedBy: { _ in "h" })
        return state
    }

    private func fault(_ effect: DeliveryFault.Effect) -> DeliveryFault {
        DeliveryFault(rule: "r", effect: effect)
    }

    @Test func `a stopped delivery waits, and its fault is decided at its release`() throws {
        var state = try world(stopped: 2)
        #expect(state.startAttempts(wall: .start).isEmpty)
        #expect(!state.hasAddedDeliveries)
        #expect(!state.holdsDeliveries)
        let stopped = state.stoppedDeliveries(by: "h")
        #expect(stopped.map(\.status) == [.pending, .pending])
        #expect(state.stoppedDeliveries(by: "other").isEmpty)
        let ids = stopped.map(\.id)
        #expect(state.holdsOfDeliveries == [ids[0]: "h", ids[1]: "h"])
        #expect(state.releaseStoppedDeliveries(ids, by: "other") { _ in nil }.isEmpty)
        #expect(state.releaseStoppedDeliveries([ids[1]], by: "h") { _ in fault(.drop) } == [ids[1]])
        let ticket = try #require(state.startAttempts(wall: .start).first)
        #expect(ticket.delivery == ids[1])
        #expect(ticket.fault?.effect == .drop)
        #expect(state.stoppedDeliveries(by: "h").map(\.id) == [ids[0]])
        #expect(state.holdsOfDeliveries == [ids[0]: "h"])
    }

    @Test func `a released delivery may be held by a reorder rule`() throws {
        var state = try world(stopped: 2)
        let ids = state.stoppedDeliveries(by: "h").map(\.id)
        #expect(state.releaseStoppedDeliveries(ids, by: "h") { _ in fault(.reorder(window: 2)) } == ids)
        #expect(state.queueAndStartOne(wall: .start)?.delivery == ids[1])
    }

    @Test func `a step towards a later time leaves stopped deliveries stopped`() throws {
        var state = try world(stopped: 1)
        state.freeze()
        #expect(state.advance(.hours(32), outcome: .answer(200)).isEmpty)
        #expect(state.stoppedDeliveries(by: "h").count == 1)
    }

    @Test func `a stopped delivery whose subscription is deleted is dead and is not released`() throws {
        var state = try world(stopped: 1)
        let id = try #require(state.stoppedDeliveries(by: "h").first?.id)
        let subscription = try #require(Array(state.webhookSubscriptions.newestFirst(in: .all)).first)
        state.deleteWebhookSubscription(subscription, at: .start)
        #expect(state.rows().map(\.status) == [.dead])
        #expect(state.stoppedDeliveries(by: "h").isEmpty)
        #expect(state.holdsOfDeliveries.isEmpty)
        #expect(state.releaseStoppedDeliveries([id], by: "h") { _ in nil }.isEmpty)
        #expect(state.unqueued.stopped.isEmpty)
    }

    @Test func `a stopped delivery counts as unfinished when its world ends`() throws {
        var state = try world(stopped: 1)
        #expect(state.end() == UnfinishedWork(deliveries: 1, timers: 0))
    }

    @Test func `a new world sends the deliveries that were stopped in the old one, behind the others`() throws {
        var state = try world(stopped: 1)
        _ = try state.addCustomer()
        state.enqueueAddedDeliveries { _ in nil }
        let ids = state.rows().map(\.id)
        for next in [state.revived(), try state.reimported()] {
            var next = next
            let first = try #require(next.startAttempts(wall: .start).first)
            #expect(first.delivery == ids[1])
            next.end(first, .answer(200))
            #expect(next.startAttempts(wall: .start).map(\.delivery) == [ids[0]])
            #expect(next.stoppedDeliveries(by: "h").isEmpty)
        }
        #expect(try state.reimported().exported == state.exported)
    }
}
