import Documents
import Testing

@testable import Domain

struct DeliveryLifeTests {
    private func at(_ span: TimeSpan) -> Timestamp { .start.adding(span) }

    /// A world with one endpoint, and the first attempt of a delivery to it.
    private func world() throws -> (WorldState, WebhookSubscription, AttemptTicket) {
        var state = WorldState.sample()
        let subscription = state.addEndpoint()
        _ = try state.addCustomer()
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        return (state, subscription, ticket)
    }

    // MARK: The schedule

    @Test func `a delivery is dead after eight attempts in 31 hours, 12 minutes and 40 seconds`() throws {
        var state = WorldState.sample()
        state.freeze()
        _ = state.addEndpoint()
        _ = try state.addCustomer()
        let tickets = state.advance(.hours(24 * 29), outcome: .answer(500))
        let spans = tickets.map { TimeSpan(milliseconds: $0.at.milliseconds - Timestamp.start.milliseconds) }
        let expected = ["PT0S", "PT10S", "PT40S", "PT2M40S", "PT12M40S", "PT1H12M40S", "PT7H12M40S", "PT31H12M40S"]
        #expect(spans == expected.map { TimeSpan($0) })
        #expect(tickets.map(\.number) == Array(1...8))
        #expect(tickets.allSatisfy { $0.wallAt == .start })
        let row = try #require(state.rows().first)
        #expect(row.status == .dead)
        #expect(row.nextAttemptAt == nil)
        #expect(row.updatedAt == tickets.last?.at)
        #expect(row.attempts.map(\.verdict) == Array(repeating: .retry, count: 7) + [.dead])
        #expect(row.attempts.map(\.at) == tickets.map(\.at))
    }

    @Test func `the wait for a retry counts from the end of the attempt before`() throws {
        var (state, _, ticket) = try world()
        #expect(state.end(ticket, .failed(.timeout), at: at(.seconds(9))) == .retry)
        #expect(try state.present(ticket).nextAttemptAt == at(.seconds(19)))
        #expect(try state.present(ticket).status == .failed)
        state.runDueTimers(wall: at(.seconds(19)).adding(milliseconds: -1))
        #expect(state.queueAndStart(wall: at(.seconds(19))).isEmpty)
        state.runDueTimers(wall: at(.seconds(19)))
        let retry = try #require(state.queueAndStart(wall: at(.seconds(19))).first)
        #expect(retry.number == 2)
        #expect(retry.delivery == ticket.delivery)
        #expect(!retry.holdsOthers)
    }

    @Test func `the wait that a 429 asks for is a minimum`() throws {
        for (seconds, wait) in [(5, TimeSpan.seconds(10)), (60, .seconds(60))] {
            var (state, _, ticket) = try world()
            let header = HeaderField(name: "Retry-After", value: String(seconds))
            state.end(ticket, .answered(ReceiverAnswer(status: 429, headers: [header])))
            #expect(try state.present(ticket).nextAttemptAt == at(wait))
        }
    }

    @Test func `a successful attempt ends its delivery as delivered`() throws {
        var (state, _, ticket) = try world()
        #expect(state.end(ticket, .answer(204), at: at(.seconds(1))) == .delivered)
        let row = try state.present(ticket)
        #expect(row.status == .delivered)
        #expect(row.nextAttemptAt == nil)
        #expect(row.updatedAt == at(.seconds(1)))
        #expect(row.createdAt == .start)
        #expect(state.timers.nextDue == nil)
    }

    @Test func `a terminal answer makes the delivery dead and counts as one failure`() throws {
        var (state, subscription, ticket) = try world()
        #expect(state.end(ticket, .answer(410)) == .dead)
        #expect(try state.present(ticket).status == .dead)
        #expect(try state.present(ticket).nextAttemptAt == nil)
        #expect(state.timers.nextDue == nil)
        #expect(try state.present(subscription).failuresInARow == 1)
        #expect(try state.present(subscription).status == .active)
    }

    @Test func `jitter follows from the seed, not from the order in which attempts end`() throws {
        func waits(reversed: Bool = false) throws -> [Int64] {
            var state = WorldState.sample()
            var policy = WebhookPolicy()
            policy.jitter = 0.2
            policy.order = .none
            state.setPolicy(policy)
            _ = state.addEndpoint()
            for _ in 0..<10 { _ = try state.addCustomer() }
            let tickets = state.queueAndStart(wall: .start)
            for ticket in reversed ? tickets.reversed() : tickets { state.end(ticket, .answer(500)) }
            return state.rows().compactMap { $0.nextAttemptAt.map { $0.milliseconds - Timestamp.start.milliseconds } }
        }
        let first = try waits()
        #expect(first.count == 10)
        #expect(Set(first).count > 5)
        #expect(first.allSatisfy { (8000...12_000).contains($0) })
        #expect(try waits() == first)
        #expect(try waits(reversed: true) == first)
    }

    // MARK: What is sent

    @Test func `the attempts of a delivery differ only in their number and time`() throws {
        var state = WorldState.sample()
        state.freeze()
        let subscription = state.addEndpoint()
        _ = try state.addCustomer()
        let tickets = state.advance(.hours(24 * 29), outcome: .failed(.reset))
        let row = try #require(state.rows().first)
        #expect(tickets.count == 8)
        for ticket in tickets {
            #expect(ticket.delivery == row.id)
            #expect(ticket.event == row.event)
            #expect(ticket.url == subscription.url)
            #expect(ticket.secrets == subscription.secrets.map(\.text))
            #expect(ticket.timeout == .seconds(10))
            #expect(ticket.signatureHeaders == .both)
            #expect(ticket.signedAt == .start)
        }
    }

    @Test func `an attempt follows the policy, switches and URL at the time of its start`() throws {
        var state = WorldState.sample()
        let subscription = state.addEndpoint()
        state.setClock(.showing(at(.hours(5)), mode: .frozen, wall: .start), wall: .start)
        _ = try state.addCustomer()
        var policy = WebhookPolicy()
        policy.signTime = .sandbox
        policy.timeout = .seconds(3)
        state.setPolicy(policy)
        state.organization.switches[.signatureHeaders] = "256"
        var patch = WebhookSubscriptionPatch()
        patch.url = .set("https://b.example/")
        _ = state.updateWebhookSubscription(subscription, with: patch, at: .start)
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        #expect(ticket.timeout == .seconds(3))
        #expect(ticket.signedAt == at(.hours(5)))
        #expect(ticket.at == at(.hours(5)))
        #expect(ticket.wallAt == .start)
        #expect(ticket.signatureHeaders == .with256)
        #expect(ticket.url == "https://b.example/")
        #expect(try state.present(ticket).url == subscription.url)
        state.end(ticket, .answer(200))
        #expect(try state.present(ticket).url == "https://b.example/")
    }

    @Test func `an attempt is signed with every unexpired secret, the oldest first`() throws {
        var (state, subscription, ticket) = try world()
        let old = try #require(subscription.secrets.first)
        let young = state.createWebhookSecret(for: subscription, expiringOthersIn: 1, at: .start)
        #expect(ticket.secrets == [old.text])
        state.end(ticket, .answer(200))
        _ = try state.addCustomer()
        let during = try #require(state.queueAndStart(wall: at(.hours(1)).adding(milliseconds: -1)).first)
        #expect(during.secrets == [old.text, young.text])
        state.end(during, .answer(500), at: at(.hours(1)))
        state.runDueTimers(wall: at(.hours(2)))
        let after = try #require(state.queueAndStart(wall: at(.hours(2))).first)
        #expect(after.number == 2)
        #expect(after.secrets == [young.text])
    }

    // MARK: Rows

    @Test func `the JSON of a delivery shows its status, attempts and last error`() throws {
        var (state, subscription, ticket) = try world()
        let event = try state.present(ticket).event
        func json() throws -> String { String(json: state.deliveries.json(of: ticket.delivery)) }
        func row(_ middle: String, _ updatedAt: String) -> String {
            """
            {"id":"\(ticket.delivery)","object":"webhook_delivery","subscription_id":"\(subscription.id)",\
            "event_id":"\(event.id)","event_type":"customer.created",\(middle),"replayed_from":null,\
            "created_at":"2026-06-04T10:00:00.000Z","updated_at":"2026-06-04T10:00:\(updatedAt)Z"}
            """
        }
        let begun = #""status":"pending","attempts":0,"next_attempt_at":"2026-06-04T10:00:00.000Z""#
        #expect(try json() == row(begun + #","last_status_code":null,"last_error":null"#, "00.000"))
        state.end(ticket, .answer(503), at: at(.seconds(1)))
        let failed = #""status":"failed","attempts":1,"next_attempt_at":"2026-06-04T10:00:11.000Z""#
        let answered = #","last_status_code":503,"last_error":"The receiver answered 503.""#
        #expect(try json() == row(failed + answered, "01.000"))
        state.runDueTimers(wall: at(.seconds(11)))
        let second = try #require(state.queueAndStart(wall: at(.seconds(11))).first)
        state.end(second, .failed(.refused), at: at(.seconds(11)))
        let again = #""status":"failed","attempts":2,"next_attempt_at":"2026-06-04T10:00:41.000Z""#
        let refused = #","last_status_code":null,"last_error":"The receiver refused the connection.""#
        #expect(try json() == row(again + refused, "11.000"))
        state.runDueTimers(wall: at(.seconds(41)))
        let third = try #require(state.queueAndStart(wall: at(.seconds(41))).first)
        state.end(third, .answer(200), at: at(.seconds(42)))
        let done = #""status":"delivered","attempts":3,"next_attempt_at":null"#
        #expect(try json() == row(done + #","last_status_code":200,"last_error":null"#, "42.000"))
    }

    @Test func `deliveries are listed by subscription, status and type in any combination`() throws {
        var state = WorldState.sample()
        let first = state.addEndpoint("a.example", events: ["customer.created", "customer.archived"])
        let second = state.addEndpoint("b.example")
        let customer = try state.addCustomer()
        _ = try state.archiveCustomer(customer, at: .start)
        for ticket in state.queueAndStart(wall: .start) where ticket.url.contains("b.example") {
            state.end(ticket, .answer(200))
        }
        func count(
            _ subscription: WebhookSubscription? = nil,
            _ status: WebhookDelivery.Status? = nil,
            _ type: String? = nil
        ) -> Int {
            state.deliveries.count(in: .init(subscription: subscription?.id, status: status, eventType: type))
        }
        #expect([count(), count(first), count(second)] == [3, 2, 1])
        #expect([count(nil, .pending), count(first, .pending), count(second, .pending)] == [2, 2, 0])
        #expect([count(nil, .delivered), count(second, .delivered, "customer.created")] == [1, 1])
        #expect([count(nil, nil, "customer.created"), count(first, nil, "customer.archived")] == [2, 1])
        #expect([count(nil, .dead), count(second, nil, "customer.archived")] == [0, 0])
    }

    @Test func `deliveries are deleted after thirty days, and younger ones stay`() throws {
        var state = WorldState.sample()
        _ = state.addEndpoint()
        _ = try state.addCustomer(at: .start)
        _ = try state.addCustomer(at: at(.hours(1)))
        let old = try #require(state.rows().first)
        let end = at(.hours(720))
        state.removeOldDeliveries(at: end.adding(milliseconds: -1))
        #expect(try state.webhookDelivery(old.id.description).id == old.id)
        state.removeOldDeliveries(at: end)
        #expect(throws: DomainError.notFound(resource: "webhook delivery", id: old.id.description)) {
            try state.webhookDelivery(old.id.description)
        }
        #expect(state.rows().count == 1)
        _ = try state.addCustomer(at: at(.hours(721)))
        #expect(state.rows().map(\.createdAt) == [at(.hours(721))])
    }

    @Test func `an attempt whose delivery was deleted meanwhile ends without an effect`() throws {
        var (state, subscription, ticket) = try world()
        _ = try state.addCustomer()
        state.removeOldDeliveries(at: at(.hours(720)))
        #expect(state.end(ticket, .answer(500), at: at(.hours(720))) == nil)
        #expect(try state.present(subscription).failuresInARow == 0)
        #expect(state.queueAndStart(wall: at(.hours(720))).isEmpty)
        #expect(state.deliveryQueue.runningCount == 0)
    }

    @Test func `deliveries that are deleted while they wait do not hold back later ones`() throws {
        var state = WorldState.sample()
        let subscription = state.addEndpoint()
        for _ in 0..<3 { _ = try state.addCustomer() }
        try state.setStatus(.paused, of: subscription)
        state.removeOldDeliveries(at: at(.hours(720)))
        try state.setStatus(.active, of: subscription, at: at(.hours(720)))
        _ = try state.addCustomer(at: at(.hours(720)))
        let row = try #require(state.rows().first)
        #expect(state.rows().count == 1)
        var tickets: [AttemptTicket] = []
        for _ in 0..<10 { tickets += state.queueAndStart(wall: at(.hours(720))) }
        #expect(tickets.map(\.delivery) == [row.id])
    }
}
