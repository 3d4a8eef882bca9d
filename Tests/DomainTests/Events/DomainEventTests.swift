import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct DomainEventTests {
    private func json(_ event: DomainEvent?) throws -> String {
        var writer = JSONWriter()
        try #require(event).write(to: &writer)
        return String(json: writer.bytes)
    }

    @Test func `the event of a new customer contains all fields of the customer`() throws {
        var state = WorldState.sample()
        let team = try #require(state.organization.teams.first)
        let draft = CustomerDraft(name: "Acme Logistics", email: "a@acme.io", metadata: ["b": 1, "a": ["x", nil]])
        _ = state.createCustomer(draft, in: team, at: .start)
        #expect(
            try json(state.outbox.events.last) == """
                {"id":"evt_4F5ZZJ8BKJSAXR4EJXQ6BYDHPM","type":"customer.created",\
                "created_at":"2026-06-04T10:00:00.000Z","data":{"customer":{\
                "id":"cus_BAW77G6S2H2XAFM772EETMVWY2","object":"customer","name":"Acme Logistics",\
                "email":"a@acme.io","status":"pending","metadata":{"b":1,"a":["x",null]},"archived_at":null,\
                "team_id":"t1_0ggd6swmebob","created_at":"2026-06-04T10:00:00.000Z",\
                "updated_at":"2026-06-04T10:00:00.000Z"}}}
                """
        )
    }

    @Test func `the event of a customer update contains the customer after the update`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer(in: .active)
        var patch = CustomerPatch()
        patch.status = .set(.suspended)
        _ = try state.updateCustomer(customer, with: patch, at: .start.adding(hours: 1))
        let event = try #require(state.outbox.events.last)
        #expect(
            try json(event) == """
                {"id":"\(event.id)","type":"customer.updated","created_at":"2026-06-04T11:00:00.000Z",\
                "data":{"customer":{"id":"cus_BAW77G6S2H2XAFM772EETMVWY2","object":"customer",\
                "name":"Acme Logistics","email":null,"status":"suspended","metadata":null,"archived_at":null,\
                "team_id":"t1_0ggd6swmebob","created_at":"2026-06-04T10:00:00.000Z",\
                "updated_at":"2026-06-04T11:00:00.000Z"}}}
                """
        )
    }

    @Test func `the event of an archived customer contains the archive time`() throws {
        var state = WorldState.sample()
        _ = try state.archiveCustomer(try state.addCustomer(), at: .start.adding(milliseconds: 1))
        let event = try #require(state.outbox.events.last)
        #expect(
            try json(event) == """
                {"id":"\(event.id)","type":"customer.archived","created_at":"2026-06-04T10:00:00.001Z",\
                "data":{"customer":{"id":"cus_BAW77G6S2H2XAFM772EETMVWY2","object":"customer",\
                "name":"Acme Logistics","email":null,"status":"archived","metadata":null,\
                "archived_at":"2026-06-04T10:00:00.001Z","team_id":"t1_0ggd6swmebob",\
                "created_at":"2026-06-04T10:00:00.000Z","updated_at":"2026-06-04T10:00:00.001Z"}}}
                """
        )
    }

    @Test func `the event of a new setup link contains the customer's id and name but no token`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let redirects = SetupLinkRedirects(success: "https://a.example/?x=1")
        let link = try state.createSetupLink(SetupLinkDraft(hours: 24, redirects: redirects), for: customer, at: .start)
        let event = try #require(state.outbox.events.last)
        let text = try json(event)
        #expect(
            text == """
                {"id":"\(event.id)","type":"customer.setup_link.created","created_at":"2026-06-04T10:00:00.000Z",\
                "data":{"setup_link":{"id":"csl_PYYS37TH0EJ6JJVN6YEC8094TJ","object":"customer_setup_link",\
                "customer_id":"wy6x5lg8rw4m","status":"active","token_last4":"OGWi",\
                "expires_at":"2026-06-05T10:00:00.000Z","consumed_at":null,\
                "success_redirect_url":"https://a.example/?x=1","failure_redirect_url":null,\
                "created_at":"2026-06-04T10:00:00.000Z"},"customer":{\
                "id":"cus_BAW77G6S2H2XAFM772EETMVWY2","name":"Acme Logistics"}}}
                """
        )
        #expect(!text.contains(link.token))
    }

    @Test func `a setup link is written with its status at that time and the members that are added`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        var writer = JSONWriter()
        link.write(to: &writer, at: link.expiresAt) { $0.member("setup_url", "https://app.kirimdev.com/x") }
        let text = String(json: writer.bytes)
        #expect(text.contains("\"status\":\"expired\""))
        #expect(text.hasSuffix(",\"setup_url\":\"https://app.kirimdev.com/x\"}"))
    }

    @Test func `an event keeps the customer as it was when the event happened`() throws {
        var state = WorldState.sample()
        let customer = try state.addCustomer()
        let before = try json(state.outbox.events.first)
        var patch = CustomerPatch()
        patch.name = .set("Renamed")
        _ = try state.updateCustomer(customer, with: patch, at: .start)
        #expect(try json(state.outbox.events.first) == before)
    }
}
