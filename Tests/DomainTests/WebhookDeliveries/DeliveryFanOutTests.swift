import Documents
import Testing

@testable import Domain

struct DeliveryFanOutTests {
    @Test func `an event goes to every active subscription that lists its type, the oldest first`() throws {
        var state = WorldState.sample()
        let first = state.addEndpoint("a.example", events: ["customer.created", "customer.archived"])
        _ = state.addEndpoint("b.example", events: ["customer.archived"])
        let paused = state.addEndpoint("c.example")
        try state.setStatus(.paused, of: paused)
        let last = state.addEndpoint("d.example", events: ["message.sent", "customer.created"])
        let customer = try state.addCustomer()
        let rows = state.rows()
        #expect(rows.map(\.subscriptionID) == [first.id, last.id])
        #expect(rows.map(\.url) == ["https://a.example/hook", "https://d.example/hook"])
        #expect(Set(rows.map(\.id)).count == 2)
        let event = try #require(state.outbox.events.last)
        #expect(event.kind == .customerCreated(customer))
        for row in rows {
            #expect(row.event.id == event.id.description)
            #expect(row.event.type == "customer.created")
            #expect(row.event.source == .kirim)
            #expect(row.event.body == rows.first?.event.body)
            #expect(row.status == .pending)
            #expect(row.attempts.isEmpty)
            #expect(row.nextAttemptAt == .start)
            #expect(row.createdAt == .start)
            #expect(row.replayedFrom == nil)
        }
        #expect(state.queueAndStart(wall: .start).map(\.delivery) == rows.map(\.id))
    }

    @Test func `an event without a subscription makes no delivery and no work`() throws {
        var state = WorldState.sample()
        _ = state.addEndpoint(events: ["customer.archived"])
        #expect(try !state.needsRunner { state in _ = try state.addCustomer() })
        #expect(state.deliveries.count == 0)
        _ = state.addEndpoint()
        #expect(try state.needsRunner { state in _ = try state.addCustomer() })
    }

    @Test func `a subscription gets only events that happen while it lists their type`() throws {
        var state = WorldState.sample()
        let subscription = state.addEndpoint(events: ["customer.archived"])
        _ = try state.addCustomer()
        var patch = WebhookSubscriptionPatch()
        patch.events = .set(["customer.created"])
        _ = state.updateWebhookSubscription(subscription, with: patch, at: .start)
        let customer = try state.addCustomer()
        _ = try state.archiveCustomer(customer, at: .start)
        #expect(state.rows().map(\.event.type) == ["customer.created"])
    }

    @Test(arguments: [(false, ""), (true, #""livemode":true,"#)])
    func `a delivery's body is the native envelope, with livemode if the switch is on`(
        livemode: Bool,
        member: String
    ) throws {
        var state = WorldState.sample()
        state.organization.switches[.envelopeLivemode] = .bool(livemode)
        _ = state.addEndpoint()
        let customer = try state.addCustomer()
        let event = try #require(state.rows().first?.event)
        #expect(
            String(json: event.body) == """
                {"id":"\(event.id)","type":"customer.created","created_at":"2026-06-04T10:00:00.000Z",\(member)\
                "data":{"customer":\(String(json: state.customers.json(of: customer.id)))}}
                """
        )
    }

    @Test func `the ids of deliveries do not shift those of objects`() throws {
        var quiet = WorldState.sample()
        var loud = WorldState.sample()
        _ = quiet.addEndpoint(events: ["customer.archived"])
        _ = loud.addEndpoint()
        for _ in 0..<3 { #expect(try quiet.addCustomer() == loud.addCustomer()) }
        #expect(quiet.outbox.events.map(\.id) == loud.outbox.events.map(\.id))
        #expect(loud.deliveries.count == 3)
    }

    // MARK: Triggered events

    @Test func `a triggered event goes to its subscriptions with the body made for its id`() throws {
        var state = WorldState.sample()
        let listener = state.addEndpoint(events: ["message.received"])
        _ = state.addEndpoint("b.example")
        let (event, deliveries) = state.trigger(at: .start) { id in
            WebhookEvent(type: "message.received", id: "wamid.1", source: .meta, body: Array("\"\(id)\"".utf8))
        }
        let happened = try #require(state.outbox.events.last)
        #expect(happened.kind == .triggered(event))
        #expect(happened.type == "message.received")
        #expect(String(json: event.body) == "\"\(happened.id)\"")
        let row = try #require(state.rows().first)
        #expect(deliveries == [row.id])
        #expect(row.subscriptionID == listener.id)
        #expect(row.event == event)
        let ticket = try #require(state.queueAndStart(wall: .start).first)
        #expect(ticket.event == event)
    }

    @Test func `a triggered event without a subscription is still recorded`() throws {
        var state = WorldState.sample()
        let (event, deliveries) = state.trigger(at: .start) { id in
            WebhookEvent(type: "message.sent", id: id.description, source: .kirim, body: [0x7B, 0x7D])
        }
        #expect(deliveries == [])
        #expect(state.outbox.total == 1)
        #expect(state.outbox.events.last?.id.description == event.id)
        #expect(state.deliveries.count == 0)
    }
}
