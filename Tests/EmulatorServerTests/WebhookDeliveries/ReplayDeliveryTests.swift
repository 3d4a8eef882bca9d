import Documents
import Domain
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ReplayDeliveryTests {
    private static let path = "/webhook_deliveries"

    private func newest(_ emulator: Emulator) throws -> JSONValue {
        try #require(try emulator.client().get(Self.path).data[0])
    }

    private func setStatus(_ status: String, of hook: Subscribed, _ emulator: Emulator) throws {
        let answer = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": .string(status)])
        try #require(answer.status == 200)
    }

    // MARK: One

    @Test(arguments: [200, 400]) func `a replay is a new delivery of the same event`(status: Int) async throws {
        let receiver = WebhookReceiver { _ in .answer(status) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let original = try newest(emulator)
            let id = try #require(original["id"]?.string)
            emulator.clock.advance(by: .seconds(60))
            receiver.react { _ in .answer(202) }
            let answer = try emulator.client().post("\(Self.path)/\(id)/replay")
            #expect(answer.status == 200)
            let keys = answer.data.object.map { Array($0.keys) }
            #expect(keys == ["id", "object", "replayed_from", "status"])
            #expect(answer.data["object"] == "webhook_delivery")
            #expect(answer.data["replayed_from"] == .string(id))
            #expect(answer.data["status"] == "pending")
            #expect(answer.data["id"] != .string(id))
            try await emulator.settle()
            let replayed = try newest(emulator)
            #expect(replayed["id"] == answer.data["id"])
            #expect(replayed["replayed_from"] == .string(id))
            #expect(replayed["event_id"] == original["event_id"])
            #expect(replayed["created_at"] == Emulator.instant(60))
            #expect(replayed["attempts"] == 1)
            #expect(replayed["status"] == "delivered")
            #expect(try emulator.client().get("\(Self.path)/\(id)").data == original)
            let sent = receiver.received
            #expect(sent.count == 2)
            #expect(sent.first?.body == sent.last?.body)
            #expect(sent.first?.header("X-Kirim-Event-Id") == sent.last?.header("X-Kirim-Event-Id"))
            #expect(sent.map { $0.header("X-Kirim-Attempt") } == ["1", "1"])
            #expect(sent.map { $0.delivery.map(JSONValue.string) } == [.string(id), answer.data["id"]])
            for webhook in sent { try expect(webhook, isSignedWith: [hook.secret]) }
        }
    }

    @Test func `a replay can be replayed and is sent to the subscription's current URL`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let first = try #require(try newest(emulator)["id"]?.string)
            let second = try #require(try emulator.client().post("\(Self.path)/\(first)/replay").data["id"]?.string)
            try await emulator.settle()
            let moved: JSONValue = ["url": "https://moved.example/", "events": ["customer.archived"]]
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", moved)
            let third = try emulator.client().post("\(Self.path)/\(second)/replay")
            #expect(third.data["replayed_from"] == .string(second))
            try await emulator.settle()
            #expect(receiver.received.map(\.url) == [Emulator.hook, Emulator.hook, "https://moved.example/"])
            #expect(Set(receiver.received.map(\.body)).count == 1)
        }
    }

    @Test func `a replay needs a subscription that exists and is active`() async throws {
        let receiver = WebhookReceiver { _ in .answer(400) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let replay = "\(Self.path)/\(try #require(try newest(emulator)["id"]?.string))/replay"
            try setStatus("paused", of: hook, emulator)
            expect(try emulator.client().post(replay), refuses: 409, "conflict")
            try setStatus("active", of: hook, emulator)
            for _ in 1...20 {
                #expect(try emulator.client().post(replay).status == 200)
                try await emulator.settle()
            }
            let subscription = try emulator.client().get("/webhook_subscriptions/\(hook.id)")
            #expect(subscription.data["status"] == "disabled")
            expect(try emulator.client().post(replay), refuses: 409, "conflict")
            _ = try emulator.client().delete("/webhook_subscriptions/\(hook.id)")
            expect(try emulator.client().post(replay), refuses: 404, "resource_not_found")
            #expect(try emulator.client().get(Self.path).data.array?.count == 21)
        }
    }

    @Test(arguments: ["wbd_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "nonsense"])
    func `an unknown delivery cannot be replayed`(id: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("\(Self.path)/\(id)/replay")
            expect(answer, refuses: 404, "resource_not_found")
        }
    }

    @Test func `a replay repeated with the same idempotency key creates one delivery`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let id = try #require(try newest(emulator)["id"]?.string)
            let answers = try (1...2).map { _ in
                try emulator.client().post("\(Self.path)/\(id)/replay", nil, headers: ["Idempotency-Key": "k"])
            }
            #expect(answers[0].bytes == answers[1].bytes)
            #expect(try emulator.client().get(Self.path).data.array?.count == 2)
        }
    }

    // MARK: Many

    @Test(
        arguments: [
            ([:], "missing_required_field", "subscription_id"),
            (["subscription_id": nil], "missing_required_field", "subscription_id"),
            (["subscription_id": "nonsense"], "invalid_field_value", "subscription_id"),
            (["subscription_id": 5], "invalid_field_value", "subscription_id"),
            (["subscription_id": "HOOK", "status": "delivered"], "invalid_field_value", "status"),
            (["subscription_id": "HOOK", "status": "pending"], "invalid_field_value", "status"),
            (["subscription_id": "HOOK", "event_type": ""], "invalid_field_value", "event_type"),
            (
                ["subscription_id": "HOOK", "event_type": .string(String(repeating: "x", count: 65))],
                "invalid_field_value", "event_type"
            ),
            (["subscription_id": "HOOK", "created_after": "yesterday"], "invalid_field_value", "created_after"),
            (["subscription_id": "HOOK", "created_before": 5], "invalid_field_value", "created_before"),
        ] as [(JSONObject, String, String)]
    )
    func `a refusal names the first invalid field of a bulk replay`(
        body: JSONObject,
        code: String,
        param: String
    ) async throws {
        try await withEmulator { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            let body = body.mapValues { $0 == "HOOK" ? .string(hook.id) : $0 }
            let answer = try emulator.client().post(Self.path + "/bulk_replay", .object(body))
            expect(answer, refuses: 400, code, param: param)
        }
    }

    @Test func `a bulk replay needs a subscription that exists and is active`() async throws {
        try await withEmulator { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            let body: JSONValue = ["subscription_id": .string(hook.id)]
            try setStatus("paused", of: hook, emulator)
            expect(try emulator.client().post(Self.path + "/bulk_replay", body), refuses: 409, "conflict")
            let foreign = try emulator.client(otherKey).post(Self.path + "/bulk_replay", body)
            expect(foreign, refuses: 404, "resource_not_found")
            _ = try emulator.client().delete("/webhook_subscriptions/\(hook.id)")
            expect(try emulator.client().post(Self.path + "/bulk_replay", body), refuses: 404, "resource_not_found")
        }
    }

    @Test(
        arguments: [
            ([:], ["1", "3"]), (["status": "dead"], ["1", "3"]), (["status": "failed"], ["2"]),
            (["event_type": "customer.created"], ["1", "3"]), (["event_type": "customer.updated"], []),
            (["created_after": "2026-06-04T10:00:00Z"], ["3"]),
            (["created_before": "2026-06-04T10:02:00Z"], ["1"]),
            (["created_after": "2026-06-04T09:00:00Z", "created_before": "2026-06-04T11:00:00Z"], ["1", "3"]),
        ] as [(JSONObject, [String])]
    )
    func `a bulk replay sends what matches, oldest first`(filter: JSONObject, names: [String]) async throws {
        let receiver = WebhookReceiver { webhook in
            switch webhook.json["data"]?["customer"]?["name"] {
            case "2": .answer(500)
            case "4": .answer(200)
            default: .answer(404)
            }
        }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.subscribe(to: ["customer.created"], at: "https://second.example/")
            for name in ["1", "2", "3", "4"] {
                _ = try emulator.createCustomer(["name": .string(name)])
                try await emulator.settle()
                emulator.clock.advance(by: .seconds(60))
            }
            // The pause puts off retries that are due by now, so that only replays are sent.
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "paused"])
            try await emulator.settle()
            let rows = try emulator.client().get(Self.path)
            let before = receiver.received.count
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "active"])
            var body = filter
            body["subscription_id"] = .string(hook.id)
            let answer = try emulator.client().post(Self.path + "/bulk_replay", .object(body))
            #expect(answer.status == 200)
            #expect(answer.data == ["enqueued": .integer(names.count), "capped": false])
            #expect(answer.data.object.map { Array($0.keys) } == ["enqueued", "capped"])
            try await emulator.settle()
            let known = Set(rows.column("id"))
            let sent = receiver.received.dropFirst(before).filter { webhook in
                webhook.delivery.map { !known.contains(.string($0)) } ?? false
            }
            #expect(sent.map { $0.json["data"]?["customer"]?["name"]?.string } == names)
            #expect(sent.allSatisfy { $0.url == Emulator.hook && $0.header("X-Kirim-Attempt") == "1" })
        }
    }

    @Test func `a bulk replay sends at most 1000 deliveries`() async throws {
        let receiver = WebhookReceiver { _ in .answer(410) }
        try await withEmulator(transport: receiver) { emulator in
            try emulator.configure(["switches": ["auto_disable_after": 0]])
            let hook = try emulator.subscribe(to: ["message.sent"])
            let now = emulator.clock.now
            try emulator.world().transaction { state in
                for _ in 1...1001 {
                    _ = state.trigger(at: now) { id in
                        WebhookEvent(type: "message.sent", id: id.description, source: .kirim, body: Array("{}".utf8))
                    }
                }
            }
            try await emulator.settle()
            #expect(receiver.received.count == 1001)
            receiver.react { _ in .answer(200) }
            let body: JSONValue = ["subscription_id": .string(hook.id)]
            let first = try emulator.client().post(Self.path + "/bulk_replay", body)
            #expect(first.data == ["enqueued": 1000, "capped": true])
            try await emulator.settle()
            #expect(receiver.received.count == 2001)
            let newest = receiver.received[1000].header("X-Kirim-Event-Id")
            #expect(!receiver.received.dropFirst(1001).contains { $0.header("X-Kirim-Event-Id") == newest })
        }
    }
}
