import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// A subscription whose receiver keeps failing is disabled.
@Suite struct AutoDisableTests {
    private func subscription(_ hook: Subscribed, _ emulator: Emulator) throws -> JSONValue {
        try emulator.client().get("/webhook_subscriptions/\(hook.id)").data
    }

    @Test func `twenty failures in a row disable a subscription until a patch activates it`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(["1", "2", "3"])
            try await emulator.settle()
            try await emulator.advance(["by": "32h"])
            #expect(receiver.received.count == 20)
            #expect(try subscription(hook, emulator)["status"] == "disabled")
            // Each round is one attempt per delivery. The twentieth failure is the second attempt of the seventh round.
            #expect(try subscription(hook, emulator)["updated_at"] == Emulator.instant(25_960))
            let rows = try emulator.deliveries()
            #expect(rows.column("status") == ["dead", "dead", "dead"])
            #expect(rows.column("attempts") == [7, 7, 6])
            #expect(rows.column("next_attempt_at") == [.null, .null, .null])

            _ = try emulator.createCustomer(["name": "missed"])
            try await emulator.settle()
            #expect(try emulator.deliveries().count == 3)

            receiver.react { _ in .answer(200) }
            let healed = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "active"])
            #expect(healed.data["status"] == "active")
            try await emulator.settle()
            #expect(receiver.received.count == 20)
            let replay: JSONValue = ["subscription_id": .string(hook.id)]
            let replayed = try emulator.client().post("/webhook_deliveries/bulk_replay", replay)
            #expect(replayed.data == ["enqueued": 3, "capped": false])
            try await emulator.settle()
            #expect(
                try emulator.deliveries().column("status") == ["dead", "dead", "dead"]
                    + Array(repeating: "delivered", count: 3)
            )
            let names = receiver.received.suffix(3).map { $0.json["data"]?["customer"]?["name"] }
            #expect(names == ["1", "2", "3"])
        }
    }

    @Test(arguments: [(20, 20), (24, 24), (0, 30)])
    func `auto_disable_after sets how many failures disable a subscription`(limit: Int, attempts: Int) async throws {
        let receiver = WebhookReceiver { _ in .answer(410) }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.configure(["switches": ["auto_disable_after": .integer(limit)]])
            let hook = try emulator.subscribe(to: ["customer.created"])
            for _ in 1...30 {
                _ = try emulator.createCustomer()
                try await emulator.settle()
            }
            #expect(receiver.received.count == attempts)
            #expect(try subscription(hook, emulator)["status"] == (limit == 0 ? "active" : "disabled"))
        }
    }

    @Test func `one successful attempt resets a subscription's count of failures`() async throws {
        let receiver = WebhookReceiver { $0.json["data"]?["customer"]?["name"] == "good" ? .answer(200) : .answer(410) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            let names = Array(repeating: "bad", count: 19) + ["good"] + Array(repeating: "bad", count: 19)
            _ = try emulator.createCustomers(names)
            try await emulator.settle()
            #expect(receiver.received.count == 39)
            #expect(try subscription(hook, emulator)["status"] == "active")
            _ = try emulator.createCustomer(["name": "bad"])
            try await emulator.settle()
            #expect(try subscription(hook, emulator)["status"] == "disabled")
        }
    }

    @Test func `each subscription counts only its own failures`() async throws {
        let receiver = WebhookReceiver { $0.url == Emulator.hook ? .answer(410) : .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            let bad = try emulator.subscribe(to: ["customer.created"])
            let good = try emulator.subscribe(to: ["customer.created"], at: "https://good.example/")
            _ = try emulator.createCustomers(Array(repeating: "A", count: 25))
            try await emulator.settle()
            #expect(try subscription(bad, emulator)["status"] == "disabled")
            #expect(try subscription(good, emulator)["status"] == "active")
            #expect(receiver.received.filter { $0.url == Emulator.hook }.count == 20)
            #expect(receiver.received.filter { $0.url != Emulator.hook }.count == 25)
        }
    }

    @Test func `a paused subscription makes its retries when it is active again`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "1" ? .answer(500) : .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer(["name": "waits"])
            try await emulator.settle()
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "paused"])
            _ = try emulator.createCustomer(["name": "missed"])
            let advanced = try await emulator.advance(["by": "1h"])
            #expect(advanced["fired"] == [])
            #expect(try emulator.deliveries().column("status") == ["failed"])
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "active"])
            try await emulator.settle()
            #expect(receiver.received.map { $0.json["data"]?["customer"]?["name"] } == ["waits", "waits"])
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    @Test func `the retries of a deleted subscription are never sent`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(try emulator.client().delete("/webhook_subscriptions/\(hook.id)").status == 200)
            try await emulator.advance(["by": "32h"])
            #expect(receiver.received.count == 1)
            #expect(try emulator.deliveries().column("status") == ["dead"])
        }
    }
}
