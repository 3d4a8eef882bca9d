import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct DeliveryHoldTests {
    /// Runs a test with a subscription and a hold of the deliveries of customer.created.
    private func withHold(_ body: (Emulator, WebhookReceiver, Subscribed) async throws -> Void) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let subscribed = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            try emulator.createHold(["id": "h", "delivery": ["event": "customer.created"]])
            try await body(emulator, receiver, subscribed)
        }
    }

    private func names(_ receiver: WebhookReceiver) -> [JSONValue] {
        receiver.received.map { $0.json["data"]?["customer"]?["name"] ?? .null }
    }

    @Test func `held deliveries are pending, and are sent in the order of their release`() async throws {
        try await withHold { emulator, receiver, _ in
            _ = try emulator.createCustomers(["1", "2", "3"])
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
            let rows = try emulator.deliveries()
            #expect(rows.column("status") == ["pending", "pending", "pending"])
            #expect(rows.column("hold") == ["h", "h", "h"])
            let bundle = try emulator.control(usualKey).get("/__admin/bundle").json
            #expect(bundle["deliveries"]?.array?.column("hold") == ["h", "h", "h"])
            let hold = try #require(try emulator.holds().first)
            #expect(hold["request"] == .null)
            #expect(hold["phase"] == .null)
            let held: [JSONValue] = rows.map { row in
                [
                    "ref": .string("delivery:" + (row["id"]?.string ?? "")), "at": Emulator.instant(0),
                    "event": "customer.created", "url": .string(Emulator.hook),
                ]
            }
            #expect(hold["held"] == .array(held))
            let order = Array(held.column("ref").reversed())
            #expect(try emulator.release("h", ["order": .array(order)]) == order)
            try await emulator.settle()
            #expect(names(receiver) == ["3", "2", "1"])
            #expect(try emulator.heldReferences() == [])
            #expect(try emulator.deliveries().column("hold") == [nil, nil, nil])
        }
    }

    @Test func `an advance does not wait for a held delivery, and other deliveries pass it`() async throws {
        try await withHold { emulator, receiver, _ in
            let id = try emulator.createCustomer(["name": "1"])
            _ = try emulator.client().patch("/customers/\(id)", ["name": "2"])
            try await emulator.advance(["by": "32h"])
            #expect(receiver.received.map(\.event) == ["customer.updated"])
            #expect(try emulator.release("h", ["count": 1]).count == 1)
            _ = try emulator.createCustomer(["name": "3"])
            try await emulator.settle()
            #expect(receiver.received.map(\.event) == ["customer.updated", "customer.created"])
            #expect(try emulator.heldReferences().count == 1)
            #expect(try emulator.release("h").count == 1)
            try await emulator.settle()
            #expect(names(receiver) == ["2", "1", "3"])
            #expect(try emulator.deliveries().column("attempts") == [1, 1, 1])
        }
    }

    @Test func `fault rules are asked when a held delivery is released`() async throws {
        try await withHold { emulator, receiver, _ in
            let rule: JSONValue = ["on": ["event": "customer.created"], "then": ["drop": true]]
            _ = try emulator.control(usualKey).post("/__admin/faults", rule)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(try emulator.control(usualKey).get("/__admin/faults").data[0]?["matched"] == 0)
            try emulator.release("h")
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
            #expect(try emulator.deliveries().column("status") == ["dead"])
        }
    }

    @Test func `a reset cancels the held deliveries`() async throws {
        try await withHold { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            let report = try await emulator.control(usualKey).postLater("/__admin/reset").json
            #expect(report["cancelled"]?["deliveries"] == 1)
            #expect(try emulator.holds() == [])
            try await emulator.advance(["by": "32h"])
            #expect(receiver.received.isEmpty)
        }
    }

    @Test func `a delivery whose subscription is deleted is no longer held`() async throws {
        try await withHold { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            _ = try emulator.client().delete("/webhook_subscriptions/\(subscribed.id)")
            #expect(try emulator.deliveries().column("status") == ["dead"])
            #expect(try emulator.heldReferences() == [])
            #expect(try emulator.release("h") == [])
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
        }
    }

    @Test func `a held delivery is sent after the import of its world's state`() async throws {
        try await withHold { emulator, receiver, _ in
            _ = try emulator.createCustomer(["name": "1"])
            let state = try emulator.control(usualKey).get("/__admin/state").bytes
            #expect(try await emulator.control(usualKey).postState(state).status == 200)
            try await emulator.settle()
            #expect(names(receiver) == ["1"])
            #expect(try emulator.deliveries().column("status") == ["delivered"])
            #expect(try emulator.holds() == [])
        }
    }

    @Test func `a held delivery is sent after the restore of a snapshot`() async throws {
        try await withHold { emulator, receiver, _ in
            _ = try emulator.createCustomer(["name": "1"])
            _ = try emulator.control(usualKey).post("/__admin/snapshots", ["name": "one"])
            _ = try await emulator.control(usualKey).postLater("/__admin/snapshots/one/restore")
            try await emulator.settle()
            #expect(names(receiver) == ["1"])
        }
    }
}
