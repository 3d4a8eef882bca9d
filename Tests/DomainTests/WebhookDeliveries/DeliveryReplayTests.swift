import Documents
import Testing

@testable import Domain

struct DeliveryReplayTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// A world with one endpoint and this many dead deliveries, a second apart.
    private func world(dead: Int) throws -> (WorldState, WebhookSubscription) {
        var state = WorldState.sample()
        state.organization.switches[.autoDisableAfter] = 0
        let subscription = state.addEndpoint(events: ["customer.created", "customer.archived"])
        for second in 0..<dead { _ = try state.addCustomer(at: at(.seconds(Int64(second)))) }
        state.sendAll(.answer(400))
        return (state, subscription)
    }

    private func conflict(_ status: String) -> DomainError {
        .conflict(what: "The webhook subscription", state: status)
    }

    // MARK: One delivery

    @Test func `a replay is a new delivery with the same event, and the original stays`() throws {
        var (state, subscription) = try world(dead: 1)
        let original = try #require(state.rows().first)
        let now = at(.hours(1))
        let replay = try state.replay(original, at: now)
        #expect(replay.id != original.id)
        #expect(replay.replayedFrom == original.id)
        #expect(replay.event == original.event)
        #expect(replay.subscriptionID == subscription.id)
        #expect(replay.status == .pending)
        #expect(replay.attempts.isEmpty)
        #expect(replay.createdAt == now)
        #expect(try state.webhookDelivery(replay.id.description).id == replay.id)
        #expect(state.deliveries.json(of: original.id).isEmpty == false)
        #expect(try state.webhookDelivery(original.id.description).status == .dead)
        #expect(state.outbox.total == 1)
        let ticket = try #require(state.queueAndStart(wall: now).first)
        #expect(ticket.delivery == replay.id)
        #expect(ticket.number == 1)
        #expect(ticket.event == original.event)
        #expect(String(json: state.deliveries.json(of: replay.id)).contains(#""replayed_from":"\#(original.id)""#))
    }

    @Test(arguments: [WebhookDelivery.Status.pending, .failed, .delivered, .dead])
    func `a delivery may be replayed in every status`(status: WebhookDelivery.Status) throws {
        var state = WorldState.sample()
        _ = state.addEndpoint()
        _ = try state.addCustomer()
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        switch status {
        case .pending: break
        case .failed: state.end(ticket, .answer(500))
        case .delivered: state.end(ticket, .answer(200))
        case .dead: state.end(ticket, .answer(400))
        }
        let original = try state.present(ticket)
        #expect(original.status == status)
        #expect(try state.replay(original, at: .start).replayedFrom == original.id)
        #expect(state.rows().count == 2)
    }

    @Test func `a replay of a replay names the first replay as its original`() throws {
        var (state, _) = try world(dead: 1)
        let first = try state.replay(try #require(state.rows().first), at: .start)
        let second = try state.replay(first, at: .start)
        #expect(second.replayedFrom == first.id)
        #expect(second.event == first.event)
    }

    @Test(arguments: [WebhookSubscription.Status.paused, .disabled])
    func `a subscription that is not active gets no replay, unless by hand`(
        status: WebhookSubscription.Status
    ) throws {
        var (state, subscription) = try world(dead: 1)
        try state.setStatus(status, of: subscription)
        let original = try #require(state.rows().first)
        #expect(throws: conflict(status.rawValue)) { try state.replay(original, at: .start) }
        #expect(throws: conflict(status.rawValue)) {
            try state.bulkReplay(of: subscription.id.description, BulkReplayFilter(), at: .start)
        }
        #expect(state.rows().count == 1)
        let byHand = try state.replayByHand(original, at: .start)
        #expect(byHand.replayedFrom == original.id)
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        #expect(ticket.delivery == byHand.id)
        state.end(ticket, .answer(500))
        #expect(try state.present(ticket).status == (status == .paused ? .failed : .dead))
    }

    @Test func `a delivery whose subscription was deleted cannot be replayed at all`() throws {
        var (state, subscription) = try world(dead: 1)
        state.deleteWebhookSubscription(subscription, at: .start)
        let original = try #require(state.rows().first)
        let refusal = DomainError.notFound(resource: "webhook subscription", id: subscription.id.description)
        #expect(throws: refusal) { try state.replay(original, at: .start) }
        #expect(throws: refusal) { try state.replayByHand(original, at: .start) }
        #expect(throws: refusal) {
            try state.bulkReplay(of: subscription.id.description, BulkReplayFilter(), at: .start)
        }
        #expect(state.rows().count == 1)
    }

    // MARK: Many deliveries

    @Test func `a bulk replay repeats the dead deliveries, the oldest first`() throws {
        var (state, subscription) = try world(dead: 3)
        let dead = state.rows()
        let result = try state.bulkReplay(of: subscription.id.description, BulkReplayFilter(), at: at(.hours(1)))
        #expect(result.enqueued == 3)
        #expect(!result.isCapped)
        let replays = state.rows().dropFirst(3)
        #expect(replays.map(\.replayedFrom) == dead.map(\.id))
        #expect(replays.map(\.event) == dead.map(\.event))
        #expect(replays.allSatisfy { $0.status == .pending && $0.createdAt == at(.hours(1)) })
        #expect(state.sendAll(.answer(200)).map(\.delivery) == replays.map(\.id))
    }

    @Test func `a bulk replay repeats only deliveries of its status, type and subscription`() throws {
        var (state, subscription) = try world(dead: 2)
        let customer = try #require(state.customers.newestFirst(in: .visible(team: nil)).first { _ in true })
        _ = try state.archiveCustomer(customer, at: .start)
        state.sendAll(.answer(500))
        let other = state.addEndpoint("b.example")
        _ = try state.addCustomer()
        state.sendAll(.answer(400))
        var filter = BulkReplayFilter()
        filter.status = .failed
        #expect(try state.bulkReplay(of: subscription.id.description, filter, at: .start).enqueued == 1)
        #expect(state.rows().last?.event.type == "customer.archived")
        filter.eventType = "customer.created"
        #expect(try state.bulkReplay(of: subscription.id.description, filter, at: .start).enqueued == 0)
        filter.status = .dead
        #expect(try state.bulkReplay(of: subscription.id.description, filter, at: .start).enqueued == 3)
        #expect(try state.bulkReplay(of: other.id.description, filter, at: .start).enqueued == 1)
        filter.eventType = "customer.archived"
        #expect(try state.bulkReplay(of: subscription.id.description, filter, at: .start).enqueued == 0)
    }

    @Test(
        arguments: [
            (nil, nil, 5), (0, nil, 4), (nil, 4, 4), (1, 3, 1), (3, 1, 0), (4, nil, 0), (-1, 5, 5),
        ] as [(Int64?, Int64?, Int)]
    )
    func `the ends of a bulk replay's time range are not part of it`(after: Int64?, before: Int64?, count: Int) throws {
        var (state, subscription) = try world(dead: 5)
        var filter = BulkReplayFilter()
        func moment(_ second: Int64) -> Timestamp { .start.adding(milliseconds: second * 1000) }
        filter.created = CreationRange(after: after.map(moment), before: before.map(moment))
        let result = try state.bulkReplay(of: subscription.id.description, filter, at: at(.hours(1)))
        #expect(result.enqueued == count)
        #expect(state.rows().count == 5 + count)
    }

    @Test(arguments: [(1000, false), (1001, true)])
    func `a bulk replay repeats at most 1000 deliveries and says if there are more`(dead: Int, isCapped: Bool) throws {
        var (state, subscription) = try world(dead: dead)
        let oldest = state.rows().prefix(1000).map(\.id)
        let result = try state.bulkReplay(of: subscription.id.description, BulkReplayFilter(), at: .start)
        #expect(result.enqueued == 1000)
        #expect(result.isCapped == isCapped)
        #expect(state.rows().suffix(1000).map(\.replayedFrom) == oldest)
        #expect(state.rows().count == dead + 1000)
    }

    @Test func `a bulk replay for an unknown subscription is refused`() {
        var state = WorldState.sample()
        #expect(throws: DomainError.notFound(resource: "webhook subscription", id: "wbs_unknown")) {
            try state.bulkReplay(of: "wbs_unknown", BulkReplayFilter(), at: .start)
        }
    }
}
