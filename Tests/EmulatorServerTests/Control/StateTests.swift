import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// States and snapshots of worlds over the control API.
@Suite struct StateTests {
    @Test func `an exported state is the same byte for byte after its import into another server`() async throws {
        var exported: [UInt8] = []
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(scenario: "connected", transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createLink(of: try emulator.createCustomer())
            try await emulator.settle()
            exported = try emulator.control(usualKey).get("/__admin/state").bytes
            let again = try await emulator.control(usualKey).postState(exported)
            #expect(again.json == ["restored": true])
            #expect(try emulator.control(usualKey).get("/__admin/state").bytes == exported)
        }
        try await withEmulator({ $0.seed = 1 }, transport: receiver) { other in
            #expect(try await other.control(usualKey).postState(exported).status == 200)
            #expect(try other.control(usualKey).get("/__admin/state").bytes == exported)
            #expect(try other.client().get("/customers").data.array?.count == 2)
            try await other.advance(["by": "10s"])
            #expect(try other.deliveries().column("attempts") == [2])
        }
    }

    @Test func `an invalid state is refused with its pointer and changes nothing`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let refused = try await emulator.control(usualKey).postState(Array(#"{"version":1,"clock":5}"#.utf8))
            #expect(refused.status == 400)
            #expect(refused.json["errors"]?[0]?["pointer"] == "/clock")
            #expect(try emulator.client().get("/customers/\(id)").status == 200)
        }
    }

    @Test func `a snapshot survives a reset and restores its world`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            let kept = try emulator.createCustomer()
            #expect(try control.post("/__admin/snapshots", ["name": "one"]).status == 201)
            #expect(try control.post("/__admin/snapshots", ["name": "no name"]).status == 400)
            let lost = try emulator.createCustomer()
            _ = try await control.postLater("/__admin/reset")
            #expect(try emulator.client().get("/customers").data == [])
            #expect(try control.get("/__admin/snapshots").column("name") == ["one"])
            let report = try await control.postLater("/__admin/snapshots/one/restore")
            #expect(report.json["sandboxes"] == 1)
            #expect(try emulator.client().get("/customers/\(kept)").status == 200)
            #expect(try emulator.client().get("/customers/\(lost)").status == 404)
            #expect(try emulator.createCustomer() == lost)
            #expect(try control.delete("/__admin/snapshots/one").json == ["name": "one", "deleted": true])
            #expect(try control.post("/__admin/snapshots/one/restore").status == 404)
        }
    }

    @Test func `a request without a key acts on the only sandbox`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.control().get("/__admin/state").status == 400)
            _ = try emulator.client().get("/me")
            #expect(try emulator.control().get("/__admin/state").json["version"] == 1)
            _ = try emulator.client(otherKey).get("/me")
            #expect(try emulator.control().get("/__admin/state").headers["X-Mock-Error"] == ["sandbox_required"])
        }
    }

    @Test func `a reset to empty keeps the organization and its teams`() async throws {
        try await withEmulator({ $0.webhook = .init(url: "https://a.example/", secret: nil) }, scenario: "connected") {
            emulator in
            let organization = try emulator.control(usualKey).get("/__admin/organization").json
            let report = try await emulator.control(usualKey).postLater("/__admin/reset", ["to": "empty"])
            #expect(report.status == 200)
            #expect(try emulator.client().get("/customers").data == [])
            #expect(try emulator.client().get("/accounts").data == [])
            #expect(try emulator.client().get("/webhook_subscriptions").data == [])
            #expect(try emulator.control(usualKey).get("/__admin/organization").json == organization)
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
        }
    }

    @Test func `a reset reports unfired faults, undelivered events and unmatched requests`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            let control = emulator.control(usualKey)
            let rule: JSONValue = ["id": "never", "on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            #expect(try control.post("/__admin/faults", rule).status == 201)
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            #expect(try emulator.client().get("/nowhere").status == 404)
            try await emulator.settle()
            let event = try #require(try emulator.deliveries()[0]["event_id"])
            let left = try await control.postLater("/__admin/reset").json["leftovers"]
            #expect(left?["unfired_faults"] == ["never"])
            #expect(left?["undelivered_events"] == [event])
            #expect(left?["unmatched_requests"] == [3])
            let nothing = try await control.postLater("/__admin/reset").json["leftovers"]
            #expect(
                nothing == [
                    "unfired_faults": [], "absorbed_faults": [], "undelivered_events": [], "unmatched_requests": [],
                ]
            )
        }
    }
}
