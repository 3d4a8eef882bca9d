import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

@Suite struct SecretRotationTests {
    /// Adds a secret to a subscription and returns it.
    private func rotate(_ hook: Subscribed, _ body: JSONValue? = nil, _ emulator: Emulator) throws -> JSONValue {
        let answer = try emulator.client().post("/webhook_subscriptions/\(hook.id)/secrets", body)
        try #require(answer.status == 201)
        return answer.data
    }

    @Test func `two valid secrets both sign a webhook, the older one first`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            let first = try emulator.client().get("/webhook_subscriptions/\(hook.id)").data["secrets"]?[0]?["id"]
            let second = try #require(try rotate(hook, ["expires_in_hours": 1], emulator)["secret"]?.string)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let almost = try await emulator.advance(["by": "3599999ms"])
            #expect(almost["fired"] == [])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let expiry = try await emulator.advance(["by": "1ms"])
            let row = try #require(expiry["fired"]?[0])
            #expect(expiry["fired"]?.array?.count == 1)
            #expect(row["kind"] == "secret_expired")
            #expect(row["ref"] == first)
            #expect(row["at"] == Emulator.instant(3600))
            #expect(row["result"] == "expired")
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let sent = receiver.received
            try #require(sent.count == 3)
            try expect(sent[0], isSignedWith: [hook.secret, second])
            try expect(sent[1], isSignedWith: [hook.secret, second])
            try expect(sent[2], isSignedWith: [second])
        }
    }

    @Test func `a retry is signed with the secrets that are valid at its time`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let second = try #require(try rotate(hook, nil, emulator)["secret"]?.string)
            try await emulator.advance(["by": "10s"])
            let third = try #require(try rotate(hook, ["expires_in_hours": 1], emulator)["secret"]?.string)
            try await emulator.advance(["by": "30s"])
            try await emulator.advance(["by": "2h"])
            let sent = receiver.received
            try #require(sent.count == 6)
            try expect(sent[0], isSignedWith: [hook.secret])
            try expect(sent[1], isSignedWith: [hook.secret, second])
            try expect(sent[2], isSignedWith: [hook.secret, second, third])
            try expect(sent[5], isSignedWith: [third])
        }
    }

    @Test func `a deleted secret no longer signs webhooks`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            let path = "/webhook_subscriptions/\(hook.id)"
            let first = try #require(try emulator.client().get(path).data["secrets"]?[0]?["id"]?.string)
            let second = try #require(try rotate(hook, nil, emulator)["secret"]?.string)
            #expect(try emulator.client().delete("\(path)/secrets/\(first)").status == 200)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try expect(try #require(receiver.received.first), isSignedWith: [second])
        }
    }

    // MARK: The endpoint of the configuration

    @Test(arguments: [nil, "whsec_known"] as [String?])
    func `webhooks to a configured endpoint are signed by the sandbox's webhook_secret`(secret: String?) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(
            { $0.webhook = WebhookEndpoint(url: "http://app:3000/hook", secret: secret) },
            transport: receiver
        ) { emulator in
            let minted = try emulator.control().post("/__admin/sandboxes", [:]).json
            let key = try #require(minted["api_key"]?.string)
            let told = try #require(minted["webhook_secret"]?.string)
            #expect(secret == nil || told == secret)
            #expect(told.hasPrefix("whsec_"))
            let list = try emulator.client(key).get("/webhook_subscriptions").data
            #expect(list.array?.count == 1)
            #expect(list[0]?["url"] == "http://app:3000/hook")
            #expect(list[0]?["events"]?.array?.count == emulator.contract.webhooks.count)
            _ = try emulator.createCustomer(key: key)
            try await emulator.settle(key: key)
            #expect(try emulator.control(key).post("/__admin/reset").status == 200)
            _ = try emulator.createCustomer(key: key)
            try await emulator.settle(key: key)
            #expect(receiver.received.map(\.url) == ["http://app:3000/hook", "http://app:3000/hook"])
            for webhook in receiver.received { try expect(webhook, isSignedWith: [told]) }
        }
    }

    @Test func `each sandbox has its own webhook secret when none is configured`() async throws {
        let endpoint = WebhookEndpoint(url: "http://app:3000/hook", secret: nil)
        try await withEmulator({ $0.webhook = endpoint }, transport: WebhookReceiver()) { emulator in
            let secrets = try (1...3).map { _ in
                try emulator.control().post("/__admin/sandboxes", [:]).json["webhook_secret"]
            }
            #expect(Set(secrets).count == 3)
        }
    }
}
