import Documents
import Testing

@testable import Domain

struct DeliveryHoldingTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// A world with one endpoint and this many pending deliveries to it.
    private func world(events: Int) throws -> (WorldState, WebhookSubscription) {
        var state = WorldState.sample()
        let subscription = state.addEndpoint()
        for _ in 0..<events { _ = try state.addCustomer() }
        return (state, subscription)
    }

    // MARK: Order

    @Test func `first attempts are made one by one in the order of events`() throws {
        var (state, _) = try world(events: 3)
        var made: [AttemptTicket] = []
        for _ in 0..<3 {
            let tickets = state.queueAndStart(wall: .start)
            #expect(tickets.count == 1)
            made += tickets
            for ticket in tickets {
                #expect(ticket.holdsOthers)
                state.end(ticket, .answer(500))
            }
        }
        #expect(made.map(\.event.id) == state.outbox.events.map(\.id.description))
    }

    @Test func `a slow first attempt holds the others until they are released`() throws {
        var (state, _) = try world(events: 2)
        let slow = try #require(state.queueAndStart(wall: .start).first)
        #expect(state.queueAndStart(wall: .start).isEmpty)
        #expect(state.needsRunner { state in state.releaseOthers(behind: slow.delivery) })
        #expect(state.queueAndStart(wall: .start).count == 1)
    }

    @Test func `deliveries that wait behind a slow one start when the policy drops the order`() throws {
        var (state, _) = try world(events: 3)
        #expect(state.queueAndStart(wall: .start).count == 1)
        var policy = WebhookPolicy()
        policy.order = .none
        #expect(state.needsRunner { state in state.setPolicy(policy) })
        #expect(state.queueAndStart(wall: .start).count == 2)
    }

    @Test func `with order none, first attempts start at once and hold no other delivery`() throws {
        var (state, _) = try world(events: 40)
        var policy = WebhookPolicy()
        policy.order = .none
        state.setPolicy(policy)
        let tickets = state.queueAndStart(wall: .start)
        #expect(tickets.count == 32)
        #expect(tickets.allSatisfy { !$0.holdsOthers })
    }

    // MARK: Failures in a row

    @Test func `a successful attempt resets the subscription's count of failures`() throws {
        var (state, subscription) = try world(events: 20)
        for number in 1...19 {
            let ticket = try #require(state.queueAndStart(wall: .start).first)
            state.end(ticket, .answer(500))
            #expect(try state.present(subscription).failuresInARow == number)
        }
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        state.end(ticket, .answer(200))
        #expect(try state.present(subscription).failuresInARow == 0)
        #expect(try state.present(subscription).status == .active)
        #expect(try state.present(subscription).updatedAt == .start)
    }

    @Test func `twenty failures in a row disable a subscription and make its deliveries dead`() throws {
        var (state, subscription) = try world(events: 22)
        let now = at(.seconds(5))
        for _ in 0..<19 { state.end(try #require(state.queueAndStart(wall: now).first), .answer(500), at: now) }
        #expect(try state.present(subscription).status == .active)
        #expect(state.rows(.init(status: .failed)).count == 19)
        let last = try #require(state.queueAndStart(wall: now).first)
        #expect(state.end(last, .failed(.refused), at: now) == .dead)
        #expect(try state.present(last).attempts.map(\.verdict) == [.dead])
        #expect(try state.present(subscription).status == .disabled)
        #expect(try state.present(subscription).updatedAt == now)
        #expect(state.rows(.init(status: .dead)).count == 22)
        #expect(state.rows().allSatisfy { $0.nextAttemptAt == nil && $0.updatedAt == now })
        state.runDueTimers(wall: at(.hours(100)))
        #expect(state.queueAndStart(wall: at(.hours(100))).isEmpty)
        _ = try state.addCustomer()
        #expect(state.rows().count == 22)
    }

    @Test(arguments: [(24, 24), (0, nil)] as [(Int, Int?)])
    func `auto_disable_after sets how many failures disable a subscription`(reading: Int, limit: Int?) throws {
        var (state, subscription) = try world(events: 60)
        state.organization.switches[.autoDisableAfter] = .integer(reading)
        for number in 1...60 {
            guard let ticket = state.queueAndStart(wall: .start).first else { break }
            state.end(ticket, .answer(404))
            let isOver = limit.map { number >= $0 } ?? false
            #expect(try state.present(subscription).status == (isOver ? .disabled : .active))
        }
        #expect(try state.present(subscription).failuresInARow == limit ?? 60)
    }

    @Test func `retries count as well: three deliveries can disable a subscription`() throws {
        var state = WorldState.sample()
        state.freeze()
        let subscription = state.addEndpoint()
        for _ in 0..<3 { _ = try state.addCustomer() }
        let tickets = state.advance(.hours(24 * 29), outcome: .answer(500))
        #expect(tickets.count == 20)
        #expect(try state.present(subscription).status == .disabled)
        #expect(state.rows().map(\.status) == [.dead, .dead, .dead])
    }

    @Test(arguments: [(200, WebhookDelivery.Status.delivered), (500, .dead)])
    func `an attempt under way when its subscription is disabled is not retried`(
        status: Int,
        end: WebhookDelivery.Status
    ) throws {
        var (state, subscription) = try world(events: 21)
        var policy = WebhookPolicy()
        policy.order = .none
        state.setPolicy(policy)
        let tickets = state.queueAndStart(wall: .start)
        #expect(tickets.count == 21)
        for ticket in tickets.prefix(20) { state.end(ticket, .answer(500)) }
        let last = try #require(tickets.last)
        #expect(try state.present(last).status == .pending)
        state.end(last, .answer(status))
        #expect(try state.present(last).status == end)
        #expect(try state.present(last).nextAttemptAt == nil)
        #expect(try state.present(subscription).status == .disabled)
    }

    @Test func `a reactivated subscription counts failures from zero and gets no missed event`() throws {
        var (state, subscription) = try world(events: 20)
        state.sendAll(.answer(500))
        #expect(try state.present(subscription).status == .disabled)
        _ = try state.addCustomer()
        try state.setStatus(.active, of: subscription)
        #expect(try state.present(subscription).failuresInARow == 0)
        #expect(state.queueAndStart(wall: .start).isEmpty)
        #expect(state.rows().count == 20)
        _ = try state.addCustomer()
        state.sendAll(.answer(500))
        #expect(try state.present(subscription).status == .active)
    }

    // MARK: Pausing and deleting

    @Test func `a paused subscription holds first attempts and retries until it is active again`() throws {
        var (state, subscription) = try world(events: 2)
        let first = try #require(state.queueAndStart(wall: .start).first)
        state.end(first, .answer(500))
        try state.setStatus(.paused, of: subscription)
        _ = try state.addCustomer()
        let later = at(.hours(1))
        state.runDueTimers(wall: later)
        #expect(state.queueAndStart(wall: later).isEmpty)
        #expect(state.queueAndStartOne(wall: later) == nil)
        #expect(state.rows().map(\.status) == [.failed, .pending])
        #expect(try state.needsRunner { state in try state.setStatus(.active, of: subscription, at: later) })
        let tickets = state.queueAndStart(wall: later)
        #expect(Set(tickets.map(\.number)) == [1, 2])
        #expect(Set(tickets.map(\.delivery)) == Set(state.rows().map(\.id)))
    }

    @Test func `an attempt that fails during a pause is retried after the pause`() throws {
        var (state, subscription) = try world(events: 1)
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        try state.setStatus(.paused, of: subscription)
        #expect(state.end(ticket, .answer(500)) == .retry)
        #expect(try state.present(ticket).nextAttemptAt == at(.seconds(10)))
        state.runDueTimers(wall: at(.seconds(10)))
        #expect(state.queueAndStart(wall: at(.seconds(10))).isEmpty)
        try state.setStatus(.active, of: subscription)
        #expect(state.queueAndStart(wall: at(.seconds(10))).map(\.number) == [2])
    }

    @Test func `a deleted subscription makes its waiting deliveries dead`() throws {
        var (state, subscription) = try world(events: 3)
        let other = state.addEndpoint("b.example")
        let failed = try #require(state.queueAndStart(wall: .start).first)
        state.end(failed, .answer(500))
        let running = try #require(state.queueAndStart(wall: .start).first)
        _ = try state.addCustomer()
        let now = at(.seconds(1))
        state.deleteWebhookSubscription(try state.present(subscription), at: now)
        let rows = state.rows(.init(subscription: subscription.id))
        #expect(rows.map(\.status) == [.dead, .pending, .dead, .dead])
        #expect(rows.map(\.updatedAt) == [now, .start, now, now])
        #expect(state.rows(.init(subscription: other.id)).map(\.status) == [.pending])
        #expect(state.end(running, .answer(500), at: now) == .dead)
        #expect(try state.present(running).status == .dead)
        state.runDueTimers(wall: at(.hours(1)))
        #expect(state.queueAndStart(wall: at(.hours(1))).map(\.url) == [other.url])
    }

    // MARK: The end of a world

    @Test func `an ended world counts its unfinished deliveries and timers and sends nothing`() throws {
        var (state, _) = try world(events: 3)
        let customer = try state.addCustomer()
        _ = try state.createSetupLink(SetupLinkDraft(), for: customer, at: .start)
        let delivered = try #require(state.queueAndStart(wall: .start).first)
        state.end(delivered, .answer(200))
        let failed = try #require(state.queueAndStart(wall: .start).first)
        state.end(failed, .answer(500))
        let running = try #require(state.queueAndStart(wall: .start).first)
        #expect(state.end() == UnfinishedWork(deliveries: 3, timers: 1))
        #expect(state.end(running, .answer(200)) == nil)
        #expect(try state.present(running).status == .pending)
        state.runDueTimers(wall: at(.hours(1)))
        #expect(state.queueAndStart(wall: at(.hours(1))).isEmpty)
        #expect(state.queueAndStartOne(wall: at(.hours(1))) == nil)
    }
}
