import Contract
import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct EventTests {
    @Test func `each change has one event, in the order of the changes`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            let active = try emulator.createCustomer(in: .active)
            let link = try #require(try emulator.createLink(of: id)["id"]?.string)
            _ = try client.patch("/customers/\(id)", ["email": "ops@acme.io"])
            _ = try client.patch("/customers/\(active)", ["status": "suspended"])
            _ = try client.patch("/customers/\(active)", ["status": "active"])
            _ = try client.patch("/customers/\(id)/setup_links/\(link)", ["success_redirect_url": nil])
            _ = try client.delete("/customers/\(id)/setup_links/\(link)")
            _ = try client.delete("/customers/\(id)")
            #expect(
                try emulator.events().map(\.type) == [
                    "customer.created", "customer.created", "customer.setup_link.created", "customer.updated",
                    "customer.updated", "customer.updated", "customer.archived",
                ]
            )
            #expect(try emulator.events(of: otherKey).isEmpty)
        }
    }

    @Test func `every event validates against the contract's webhook of its type`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let body: JSONValue = ["name": "Acme Logistics", "email": "a@acme.io", "metadata": ["k": [1, nil, "x"]]]
            let id = try emulator.createCustomer(body)
            _ = try emulator.createLink(of: id, ["success_redirect_url": "https://app.example.com/done"])
            _ = try client.patch("/customers/\(id)", ["email": nil])
            _ = try client.delete("/customers/\(id)")
            let events = try emulator.events()
            #expect(events.count == 4)
            for event in events {
                let webhook = try #require(emulator.contract.webhook(event.type))
                #expect(webhook.validate(body: event.json) == [])
            }
        }
    }

    @Test func `an event shows the customer as it was at that time`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let created = try client.post("/customers", ["name": "Before"])
            let id = try #require(created.data["id"]?.string)
            emulator.clock.advance(by: .seconds(1))
            let updated = try client.patch("/customers/\(id)", ["name": "After"])
            emulator.clock.advance(by: .seconds(1))
            let archived = try client.delete("/customers/\(id)")
            let events = try emulator.events().map(\.json)
            #expect(events.map { $0["data"]?["customer"] } == [created.data, updated.data, archived.data])
            #expect(
                events.map { $0["created_at"] } == [
                    "2026-06-04T10:00:00.000Z", "2026-06-04T10:00:01.000Z", "2026-06-04T10:00:02.000Z",
                ]
            )
            #expect(Set(events.map { $0["id"] }).count == 3)
        }
    }

    @Test func `a setup link's event has the customer's public id and no setup_url`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            var link = try #require(try emulator.createLink(of: id).object)
            link.removeValue(forKey: "setup_url")
            let event = try #require(try emulator.events().last).json
            #expect(event["data"]?["setup_link"] == .object(link))
            #expect(event["data"]?["customer"] == ["id": .string(id), "name": "Acme Logistics"])
        }
    }

    @Test func `a request that is refused or changes nothing has no event`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            let archived = try emulator.createCustomer(in: .archived)
            let before = try emulator.events().count
            _ = try client.post("/customers", ["name": ""])
            _ = try client.patch("/customers/\(id)", ["email": "nobody"])
            _ = try client.patch("/customers/\(id)", ["name": "Acme Logistics"])
            _ = try client.patch("/customers/\(archived)", ["name": "B"])
            _ = try client.delete("/customers/\(archived)")
            _ = try client.post("/customers/\(archived)/setup_links")
            _ = try client.post("/customers/\(id)/setup_links", ["expires_in_hours": 0])
            _ = try client.get("/customers/\(id)")
            _ = try emulator.client("garbage").post("/customers", ["name": "B"])
            #expect(try emulator.events().count == before)
        }
    }

    @Test func `the journal lists the events that a request caused`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            _ = try emulator.createLink(of: id)
            _ = try emulator.client().patch("/customers/\(id)", ["name": "Acme Logistics"])
            let journal = try (1...3).map { seq in
                try emulator.control(usualKey).get("/__admin/requests/\(seq)").json["events"]?.array
            }
            let ids = try emulator.events().map { JSONValue.string($0.id.description) }
            #expect(journal == [[ids[0]], [ids[1]], []])
        }
    }
}
