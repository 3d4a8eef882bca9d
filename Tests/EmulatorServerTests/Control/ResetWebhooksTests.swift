import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// After a reset nothing of the old world is sent.
@Suite(.timeLimit(.minutes(15))) struct ResetWebhooksTests {
    /// Sends an event through a new subscription and expects that nothing else is sent before or after it.
    private func expectOnlyNews(
        after before: Int,
        _ emulator: Emulator,
        _ receiver: WebhookReceiver,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        receiver.react { _ in .answer(200) }
        let hook = try emulator.subscribe(to: ["customer.created"], at: "https://new.example/")
        _ = try emulator.createCustomer(["name": "new"])
        try await emulator.settle()
        try await emulator.advance(["by": "32h"])
        let news = receiver.received.dropFirst(before)
        #expect(news.map(\.url) == ["https://new.example/"], sourceLocation: sourceLocation)
        #expect(
            news.map { $0.json["data"]?["customer"]?["name"] } == ["new"],
            sourceLocation: sourceLocation
        )
        for webhook in news { try expect(webhook, isSignedWith: [hook.secret], sourceLocation: sourceLocation) }
    }

    @Test(arguments: [usualKey, nil] as [String?])
    func `a reset cancels running attempts and pending deliveries`(key: String?) async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            for index in 1...50 {
                _ = try emulator.subscribe(to: ["customer.created"], at: "https://old-\(index).example/")
            }
            _ = try emulator.createCustomers((1...21).map(String.init))
            _ = await receiver.received(atLeast: 50)
            let reset = try await emulator.control(key).postLater("/__admin/reset")
            #expect(reset.status == 200)
            #expect(reset.json["sandboxes"] == 1)
            #expect(reset.json["cancelled"] == ["responses": 0, "deliveries": 1050, "timers": 0])
            let sent = receiver.received.count
            #expect(sent < 1050)
            #expect(try emulator.deliveries() == [])
            #expect(try emulator.client().get("/webhook_subscriptions").data == [])
            try await expectOnlyNews(after: sent, emulator, receiver)
        }
    }

    @Test func `a reset cancels and counts later retries, but not finished deliveries`() async throws {
        let receiver = WebhookReceiver { webhook in
            switch webhook.json["data"]?["customer"]?["name"] {
            case "delivered": .answer(200)
            case "dead": .answer(410)
            default: .answer(500)
            }
        }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(["delivered", "dead", "failed", "failed"])
            try await emulator.settle()
            let reset = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(reset.json["cancelled"] == ["responses": 0, "deliveries": 2, "timers": 0])
            try await expectOnlyNews(after: 4, emulator, receiver)
        }
    }

    @Test func `a reset cancels and counts the timers of links and secrets`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "1h"]])
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.client().post("/webhook_subscriptions/\(hook.id)/secrets", ["expires_in_hours": 1])
            let customer = try emulator.createCustomer(key: otherKey)
            _ = try emulator.invite(customer: customer, key: otherKey)
            try await emulator.settle()
            _ = try emulator.client().delete("/webhook_subscriptions/\(hook.id)")
            let id = try emulator.createCustomer()
            _ = try emulator.invite(customer: id)
            let reset = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(reset.json["cancelled"] == ["responses": 0, "deliveries": 0, "timers": 3])
            let advanced = try await emulator.advance(["by": "200h"])
            #expect(advanced["fired"] == [])
            #expect(try emulator.events().isEmpty)
            let others = try await emulator.advance(["by": "200h"], key: otherKey)
            #expect(others["fired"]?.array?.column("kind") == ["setup_link_expired"])
        }
    }

    @Test func `a keyed reset waits for the end of its world's attempts and leaves those of others`() async throws {
        let receiver = WebhookReceiver { $0.url.contains(usualKey) ? .keepOpen : .hold }
        try await withEmulator(transport: receiver) { emulator in
            for key in [usualKey, otherKey] {
                _ = try emulator.subscribe(to: ["customer.created"], at: "https://\(key).example/", key: key)
                _ = try emulator.createCustomer(key: key)
            }
            _ = await receiver.received(atLeast: 2)
            let path = "/__admin/reset"
            let reply = emulator.control(usualKey).hold(path, [:])
            // Settling gives the reset time to be answered too early.
            try await emulator.settle()
            guard case .later(let pending) = reply.content, pending.reply == nil else {
                Issue.record("the reset was answered before the attempt had ended")
                return
            }
            #expect(try emulator.deliveries() == [])
            #expect(try emulator.deliveries(key: otherKey).column("status") == ["pending"])
            receiver.react { _ in .answer(200) }
            receiver.release()
            let reset = try await emulator.control(usualKey).answer(to: reply, of: path)
            #expect(reset.json["cancelled"]?["deliveries"] == 1)
            try await emulator.settle(key: otherKey)
            #expect(try emulator.deliveries(key: otherKey).column("status") == ["delivered"])
            #expect(try emulator.deliveries() == [])
        }
    }

    @Test func `a deleted sandbox sends no more webhooks`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let sandboxes = try emulator.control(usualKey).get("/__admin/sandboxes").json["data"]
            let id = try #require(sandboxes?[0]?["id"]?.string)
            #expect(try emulator.control().delete("/__admin/sandboxes/\(id)").status == 200)
            try await expectOnlyNews(after: 1, emulator, receiver)
        }
    }
}
